/// A format this program reads: how its stores are recognised by what is in them, and how they are opened.
///
/// Nobody is ever asked for the format of a store. A format is one line in `StoreDetection.formats`.
protocol StoreFormat: Sendable {
  /// For people: `MLflow files`.
  var name: String { get }

  /// What a store of this format looks like, for the message that nothing was found.
  var shape: String { get }

  /// What a folder is to this format.
  ///
  /// Asked of every folder of a search, so it looks at names first and opens as little as it can.
  func sighting(in folder: SearchedFolder) -> Sighting

  /// Whether a file that was named by itself is a store of this format.
  func recognises(file path: String) -> Bool

  /// Whether an address, such as `https://host`, is one of this format's.
  func recognises(address: String) -> Bool

  /// The store at a place that this format recognised.
  ///
  /// - Throws: `StoreFailure`, if nothing can be had from it at all.
  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore
}

extension StoreFormat {
  func recognises(file path: String) -> Bool { false }
  func recognises(address: String) -> Bool { false }
}
