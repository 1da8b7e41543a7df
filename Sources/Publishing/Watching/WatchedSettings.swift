import FileAccess

/// The file of settings a site goes by, and what is built by it: read again when it changed.
public struct WatchedSettings {
  /// Whether it is there or not.
  let file: String
  /// What to build by what the file says now.
  let options: () throws -> BuildOptions

  /// The file as it was taken up last; nil if it was not there.
  private var taken: Version?
  /// The file as it was seen last, where that is another.
  private var seen: Version?
  private(set) var nextLook = -Double.infinity

  private struct Version: Equatable {
    var size: Int64
    var changed: Int64
  }

  /// One call to the system a second costs nothing, and sees files that are links, and those on a network.
  private static let interval = 1.0
  /// A file that is just being written is left until it stays the same for so long.
  private static let settling = 0.1

  /// - Parameters:
  ///   - file: its path; what it says now is known already.
  ///   - options: called when it changed; throws what is wrong with it.
  public init(file: String, options: @escaping () throws -> BuildOptions) {
    self.file = file
    self.options = options
    taken = version
    seen = taken
  }

  private var version: Version? { FileBytes.version(of: file).map { Version(size: $0.size, changed: $0.changed) } }

  /// Looks whether the file changed, and stays as it is.
  ///
  /// - Parameter now: in seconds on the clock of `nextLook`.
  mutating func look(at now: Double) -> Bool {
    let version = version
    defer { seen = version }
    let isSettled = version == seen
    nextLook = now + (isSettled ? WatchedSettings.interval : WatchedSettings.settling)
    guard isSettled, version != taken else { return false }
    taken = version
    return true
  }
}
