/// A file that belongs to a run.
public struct RunFile: Sendable, Hashable {
  /// What a file is for, read from where it stands.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// What the script or its launcher printed.
    case log
    /// What the system around the script printed.
    case systemLog
    case output
    case other
  }

  /// Why a file is listed but neither copied nor shown.
  public enum Obstacle: String, Sendable, Hashable {
    case symbolicLink = "symbolic link, not followed"
    case notRegular = "not a regular file"
    case unreadable = "cannot be read"
    case remote = "on the tracking server"
    case secretName = "its name holds a secret"
  }

  /// Path within the run, with `/` between folders; never absolute, never with `..`.
  public var path: String
  /// Where to read it, on this machine.
  public var location: String
  public var size: Int64
  public var role: Role
  public var obstacle: Obstacle?
  /// The pieces of the file at `location` that it consists of, one after the other; empty if it is that file.
  ///
  /// For what a store keeps inside its own files: images in TensorBoard's events, console output in `.wandb`.
  public var pieces: [Piece]

  /// Some bytes of a file.
  public struct Piece: Sendable, Hashable {
    public var offset: Int64
    public var count: Int64

    public init(offset: Int64, count: Int64) {
      self.offset = offset
      self.count = count
    }
  }

  public init(
    path: String, location: String, size: Int64, role: Role, obstacle: Obstacle? = nil, pieces: [Piece] = []
  ) {
    self.path = path
    self.location = location
    self.size = size
    self.role = role
    self.obstacle = obstacle
    self.pieces = pieces
  }

  /// The last part of the path.
  public var name: String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// The path without its last part; empty for a file at the top.
  public var folder: String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }
}
