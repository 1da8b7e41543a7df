import RunModel

/// No run, or more than one, is what somebody named.
public struct RunSearchFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// A run that may have been meant.
  public struct Candidate: Sendable, Hashable {
    public var experiment: String
    public var id: String
    /// Empty if it has none.
    public var name: String
    public var store: String
  }

  /// As many candidates are named.
  static let limit = 10

  public var text: String
  /// Whether several fit, and not none.
  public var isAmbiguous: Bool
  /// The first few.
  public var candidates: [Candidate]
  public var candidateCount: Int
  /// How many runs there are in all.
  public var runCount: Int
  public var stores: [String]

  public var description: String {
    let place = stores.joined(separator: ", ")
    guard !text.isEmpty else { return "the name of a run is empty" }
    if isAmbiguous {
      return "\(candidateCount) runs may be meant by `\(text)`; name one by its id, or as EXPERIMENT/RUN\n" + list
    }
    let missing = "no run has the id or name `\(text)`, or one that begins so, in \(place)"
    if candidates.isEmpty {
      let count = runCount == 1 ? "there is 1 run" : "there are \(runCount) runs"
      return missing + "; \(count), and `runreport metrics` lists those with metrics"
    }
    return missing + "; near it:\n" + list
  }

  private var list: String {
    var lines = candidates.map { candidate in
      let name = candidate.name.isEmpty || candidate.name == candidate.id ? "" : "  (\(candidate.name))"
      return "  \(candidate.experiment)/\(candidate.id)\(name)" + (stores.count > 1 ? "  in \(candidate.store)" : "")
    }
    if candidateCount > candidates.count { lines.append("  … and \(candidateCount - candidates.count) more") }
    return lines.joined(separator: "\n")
  }
}
