internal import Glibc

/// Opens files below a folder by names that somebody unknown gave, and nothing outside of it.
///
/// Each folder on the way is opened by itself without following a symbolic link, so that neither the names nor what
/// stands in the folder lead out of it. The folder itself may be reached through links.
public struct ConfinedFolder: Sendable {
  public enum Found {
    case file(OpenFile)
    case folder
    /// Nothing, or something that is neither: a link, a FIFO, what may not be read.
    case nothing
  }

  public let path: String

  public init(_ path: String) { self.path = path }

  /// What stands below the folder under some names, one a level.
  public func find(_ names: [String]) -> Found {
    guard names.allSatisfy(ConfinedFolder.isName) else { return .nothing }
    var folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if folder >= 0 { close(folder) } }
    for (place, name) in names.enumerated() {
      guard folder >= 0 else { return .nothing }
      // O_NONBLOCK keeps a FIFO from hanging the program.
      let next = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
      close(folder)
      folder = next
      var status = stat()
      guard folder >= 0, fstat(folder, &status) == 0 else { return .nothing }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: continue
      case S_IFREG where place == names.count - 1:
        defer { folder = -1 }
        let version = FileBytes.version(status)
        return .file(OpenFile(folder, size: version.size, changed: version.changed))
      default: return .nothing
      }
    }
    return folder >= 0 ? .folder : .nothing
  }

  /// Whether a text can only be the name of something in a folder.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
  }
}
