/// Why a path or an address gave no store.
public struct StoreFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Problem: Sendable, Hashable {
    case missing
    case unknownFile
    case unknownAddress
    /// It is a store, but nothing can be had from it, for the reason given.
    case unreadable(String)
    /// - Parameter hint: a nearby path that would have worked.
    case nothingFound(hint: String?)
  }

  public var location: String
  public var problem: Problem

  public init(location: String, problem: Problem) {
    self.location = location
    self.problem = problem
  }

  /// Whether a store may still come there.
  public var isAbsence: Bool {
    switch problem {
    case .missing, .nothingFound: true
    case .unknownFile, .unknownAddress, .unreadable: false
    }
  }

  /// What is wrong, without the location.
  public var reason: String {
    switch problem {
    case .missing: return "no such file or folder"
    case .unknownFile: return "not a file that is a run store by itself; looked for\n" + StoreFailure.shapes
    case .unknownAddress: return "not an address that is a run store; looked for\n" + StoreFailure.shapes
    case .unreadable(let reason): return reason
    case .nothingFound(let hint):
      let message = "no run store here or in the folders below it; looked for\n" + StoreFailure.shapes
      return hint.map { message + "\n  " + $0 } ?? message
    }
  }

  public var description: String { "\(location): \(reason)" }

  private static var shapes: String {
    StoreDetection.formats.map { "  \($0.name): \($0.shape)" }.joined(separator: "\n")
  }
}
