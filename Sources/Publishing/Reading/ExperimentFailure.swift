/// None of the experiments asked for is in the stores.
public struct ExperimentFailure: Error, Sendable, CustomStringConvertible {
  public var names: [String]
  public var known: [String]

  /// - Parameters:
  ///   - names: what was asked for.
  ///   - known: what the stores have.
  public init(names: [String], known: [String]) {
    self.names = names
    self.known = known
  }

  public var description: String {
    let some = known.sorted().prefix(10).joined(separator: ", ") + (known.count > 10 ? ", …" : "")
    return "no experiment named \(names.joined(separator: ", ")); there \(known.count == 1 ? "is" : "are") \(some)"
  }
}
