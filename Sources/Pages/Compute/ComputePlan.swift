import Digests
import RunModel

/// Where the pages of a compute target are, and which runs were on it.
struct ComputePlan: Sendable {
  /// Where each run has a host of its own, as in containers, a page for each would tell nothing.
  static let limit = 200

  var name: String
  /// `compute/gpu-cluster-8b2e01aa`.
  var stem: String
  /// In the order of experiments, newest first in each.
  var runs: [RunPlace]

  /// The first page.
  var page: String { page(1) }

  /// Page `number` (from 1) of its runs.
  func page(_ number: Int) -> String { number == 1 ? stem + ".html" : "\(stem)-\(number).html" }

  /// All targets that runs name, those with the latest sign of life first.
  static func plans(for contents: SiteContents) -> [ComputePlan] {
    var places: [String: Int] = [:]
    var plans: [ComputePlan] = []
    var signs: [Int64] = []
    var stems: Set<String> = []
    for (index, experiment) in contents.experiments.enumerated() {
      for (position, run) in experiment.runs.enumerated() {
        guard let name = run.computeTarget, !name.isEmpty else { continue }
        let place = places[name] ?? plans.count
        if place == plans.count {
          places[name] = place
          var stem = "compute/" + PageName.slug(name, identity: name)
          // Whoever looks for two names with one hash finds them. Behind a number alone stands a further page.
          while !stems.insert(stem).inserted { stem += "-x" }
          plans.append(ComputePlan(name: name, stem: stem, runs: []))
          signs.append(.min)
        }
        plans[place].runs.append(RunPlace(experiment: index, run: position))
        signs[place] = max(signs[place], run.lastSign?.milliseconds ?? .min)
      }
    }
    return plans.indices.sorted { signs[$0] == signs[$1] ? plans[$0].name < plans[$1].name : signs[$0] > signs[$1] }
      .map { plans[$0] }
  }
}
