import GRDB

/// Why the cache cannot be used.
public struct CacheFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Problem: Sendable, Hashable {
    /// It holds what this program did not write, or lost some of it: it can be made anew.
    case damaged
    /// It is the database of another program.
    case foreign
    /// Another build is using it.
    case busy
    /// The system refuses: no space, no right to write.
    case system
  }

  public var problem: Problem
  public var reason: String

  public init(_ problem: Problem, _ reason: String) {
    self.problem = problem
    self.reason = reason
  }

  /// From what SQLite says.
  init(_ error: DatabaseError) {
    let isDamage = [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_CONSTRAINT].contains(error.resultCode)
    self.init(isDamage ? .damaged : .system, error.message ?? error.resultCode.description)
  }

  public var description: String {
    switch problem {
    case .damaged: "the cache is damaged (\(reason)); remove it, or give --no-cache"
    case .foreign, .busy: reason
    case .system: "the cache cannot be written (\(reason)); give --cache another folder, or --no-cache"
    }
  }
}
