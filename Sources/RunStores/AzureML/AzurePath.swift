internal import FileAccess

/// Paths relative to a store, the empty one being the store's folder itself.
enum AzurePath {
  static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }

  /// What a file stands in.
  static func folder(of path: String) -> String {
    path.utf8.contains(UInt8(ascii: "/")) ? PathText.parent(of: path) : ""
  }

  /// The folder above a folder; nil above the store's.
  static func parent(of folder: String) -> String? { folder.isEmpty ? nil : self.folder(of: folder) }
}
