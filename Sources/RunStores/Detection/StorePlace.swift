/// Where a store is.
struct StorePlace: Sendable {
  enum Content: Sendable, Hashable {
    /// The folder at `path` as a whole.
    case folder
    /// The file at `path`.
    case file
    /// Folders with runs in the folder at `path`, by their paths relative to it; an empty one is the folder itself.
    ///
    /// In the order of paths.
    case runFolders([String])
    /// `path` is an address, as it was written.
    case address
  }

  /// As its user wrote it, for messages; an address without its password.
  var shown: String
  /// Where it is on this machine, links resolved.
  var path: String
  var content: Content

  /// A path below this place's folder.
  static func join(_ folder: String, _ relative: String) -> String {
    if relative.isEmpty { return folder }
    return folder == "/" ? "/" + relative : folder + "/" + relative
  }
}
