import Digests
import RunModel
import Settings

/// Tells the parameters that differ between runs from those that do not.
enum ParameterSplit {
  /// - Parameter runCount: how many runs have any parameter.
  /// - Returns: those that differ, the ones most runs have first; and those every run has with one value.
  static func split(
    _ parameters: [ParameterDigest], runCount: Int
  ) -> (differing: [ParameterDigest], common: [NamedValue]) {
    func isCommon(_ parameter: ParameterDigest) -> Bool {
      !parameter.differs && parameter.runCount == runCount && runCount > 1
    }
    let common = parameters.filter(isCommon).map { NamedValue($0.name, $0.value) }
    let differing = parameters.filter { !isCommon($0) }.sorted { a, b in
      if a.runCount != b.runCount { return a.runCount > b.runCount }
      if a.differs != b.differs { return a.differs }
      return NameOrder.precedes(a.name, b.name)
    }
    return (differing, common.sorted { NameOrder.precedes($0.name, $1.name) })
  }

  /// The same for runs at hand.
  static func split(_ runs: [RunDigest]) -> (differing: [ParameterDigest], common: [NamedValue]) {
    var digest = ExperimentDigest()
    for (number, run) in runs.enumerated() { digest.add(run, number: number, declarations: [:], settings: Settings()) }
    return split(digest.parameters, runCount: digest.parameterisedCount)
  }

  /// The fewest parameters, at most three, that tell some runs from one another as far as any can: each is the
  /// one that separates most pairs the ones before it leave alike.
  static func telling(_ runs: [RunDigest], among names: [String]) -> [String] {
    var told: [String] = []
    var groups = [runs]
    while told.count < 3 {
      func pairsLeft(_ name: String) -> Int {
        groups.reduce(0) { $0 + parts($1, by: name).reduce(0) { $0 + $1.count * ($1.count - 1) } }
      }
      let now = groups.reduce(0) { $0 + $1.count * ($1.count - 1) }
      guard now > 0, let best = names.prefix(200).map({ ($0, pairsLeft($0)) }).min(by: { $0.1 < $1.1 }), best.1 < now
      else { break }
      told.append(best.0)
      groups = groups.flatMap { parts($0, by: best.0) }
    }
    return told
  }

  private static func parts(_ runs: [RunDigest], by name: String) -> [[RunDigest]] {
    Array(Dictionary(grouping: runs) { $0.parameter(name) }.values)
  }
}
