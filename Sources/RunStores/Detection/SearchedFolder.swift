import FileAccess

/// A folder that a search for stores came to, listed once for all formats.
struct SearchedFolder: Sendable {
  /// Where it is, links resolved.
  let path: String
  /// In the order of names; sizes are not filled in.
  let entries: [DirectoryEntry]

  /// Whether a regular file of that name is in it.
  func holds(file name: String) -> Bool { entries.contains { $0.kind == .file && $0.name == name } }

  /// Whether a folder of that name is in it.
  func holds(folder name: String) -> Bool { entries.contains { $0.kind == .directory && $0.name == name } }

  /// The names of its regular files.
  var fileNames: some Sequence<String> { entries.lazy.filter { $0.kind == .file }.map(\.name) }

  /// The names of the folders in it, hidden ones aside.
  var folderNames: some Sequence<String> {
    entries.lazy.filter { $0.kind == .directory && !$0.name.hasPrefix(".") }.map(\.name)
  }
}
