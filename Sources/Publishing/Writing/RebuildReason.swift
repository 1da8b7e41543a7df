import RunModel

/// Why files of the site were made again.
public struct RebuildReason: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The first of the files.
  public var name: String
  /// `the run's state changed`.
  public var text: String

  public var description: String { "\(name): \(text)" }

  public static func < (a: RebuildReason, b: RebuildReason) -> Bool {
    a.name == b.name ? a.text < b.text : NameOrder.precedes(a.name, b.name)
  }
}
