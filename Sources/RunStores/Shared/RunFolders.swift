import FileAccess

/// The folders of one search that hold runs of one format, and how they are called.
struct RunFolders: Sendable {
  /// The searched folder as its user wrote it.
  private let shown: String
  /// Where that is, links resolved.
  let path: String
  /// Paths relative to it, empty for the folder itself, in the order of paths.
  let folders: [String]

  /// The folders of a place; the one a file stands in, if the place is a file.
  init(_ place: StorePlace) {
    switch place.content {
    case .runFolders(let found):
      (shown, path, folders) = (place.shown, place.path, found)
    case .file:
      (shown, path, folders) = (PathText.parent(of: place.shown), PathText.parent(of: place.path), [""])
    case .folder, .address:
      (shown, path, folders) = (place.shown, place.path, [""])
    }
  }

  /// Where something below the searched folder is.
  func path(of relative: String) -> String { StorePlace.join(path, relative) }

  /// What messages call it.
  func shown(_ relative: String) -> String {
    shown == "." && !relative.isEmpty ? relative : StorePlace.join(shown, relative)
  }

  /// The folder's own name.
  func name(of folder: String) -> String { PathText.lastPart(of: path(of: folder)) }

  /// The name of the folder that is `levels` above a folder.
  func nameAbove(_ folder: String, levels: Int = 1) -> String {
    let above = (0..<levels).reduce(path(of: folder)) { path, _ in PathText.parent(of: path) }
    return PathText.lastPart(of: above)
  }

  /// Where those folders are but for the searched folder itself, into which a site may well be written.
  var owned: [String] { folders.filter { !$0.isEmpty }.map(path(of:)) }

  /// The path of the folder above a folder, relative to the searched one; `..` above that.
  static func above(_ folder: String) -> String {
    guard !folder.isEmpty else { return ".." }
    return folder.utf8.contains(UInt8(ascii: "/")) ? PathText.parent(of: folder) : ""
  }

  /// The path of something in a folder, relative to the searched one.
  static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }
}
