/// Why a path gave no store.
public struct StoreFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Problem: Sendable, Hashable {
    case missing
    case noFolder
    /// - Parameter hint: a nearby path that would have worked.
    case nothingFound(hint: String?)
  }

  public var location: String
  public var problem: Problem

  public init(location: String, problem: Problem) {
    self.location = location
    self.problem = problem
  }

  public var description: String {
    switch problem {
    case .missing: return "\(location): no such file or folder"
    case .noFolder: return "\(location): not a folder; a run store is a folder"
    case .nothingFound(let hint):
      let looked = StoreDetection.formats.map { "  \($0.name): \($0.description)" }.joined(separator: "\n")
      let message = "\(location): no run store here or in the folders below it; looked for\n\(looked)"
      return hint.map { message + "\n  " + $0 } ?? message
    }
  }
}
