internal import Glibc

/// One name in a folder and what stands behind it.
public struct DirectoryEntry: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case file, directory, symbolicLink
    /// FIFOs, sockets, devices.
    case special
  }

  public var name: String
  public var kind: Kind
  /// In bytes; 0 where the listing did not ask.
  public var size: Int64

  public init(name: String, kind: Kind, size: Int64 = 0) {
    self.name = name
    self.kind = kind
    self.size = size
  }

  init(name: String, status: stat) {
    self.name = name
    size = Int64(status.st_size)
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .symbolicLink
    default: kind = .special
    }
  }
}
