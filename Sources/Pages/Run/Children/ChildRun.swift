import Analysis
import Digests
import RunModel

/// A run that another one started, as the pages of that one tell of it.
struct ChildRun {
  let place: RunPlace
  /// Which iteration of its parent it is, from 0 or 1 on, as the store says; nil where it does not.
  let iteration: Int?
  let parameters: [NamedValue]
  let start: Timestamp?
  /// In milliseconds.
  let duration: Int64?
  /// The best value of the metric that children are ranked by; nil where it has none.
  let score: Double?
  /// The best score of the children up to this one.
  var bestSoFar: Double?

  init(_ digest: RunDigest, at place: RunPlace, of parent: String, metric: MetricColumn?) {
    self.place = place
    iteration = ChildRun.iteration(digest.header, of: parent)
    parameters = ChildRun.parameters(digest.header)
    start = digest.header.start
    duration = digest.duration
    score = metric.flatMap { metric in digest.series(named: metric.name).flatMap { metric.score($0.summary) } }
  }

  func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// Azure's HyperDrive and AutoML number the ids of children, `AutoML_<guid>_12`; others write it down.
  private static func iteration(_ header: RunHeader, of parent: String) -> Int? {
    if header.id.hasPrefix(parent + "_"), let number = Int(header.id.dropFirst(parent.count + 1)), number >= 0 {
      return number
    }
    let written = header.parameters.first { $0.name == "iteration" } ?? header.tags.first { $0.name == "iteration" }
    return written.flatMap { Int($0.value) }
  }

  /// What was tried: parameters without the iteration; of AutoML's children the algorithm, which stands in properties.
  private static func parameters(_ header: RunHeader) -> [NamedValue] {
    var own = header.parameters.filter { $0.name != "iteration" }
    for name in ["preprocessor", "algorithm"] where !own.contains(where: { $0.name == name }) {
      if let tag = header.tags.first(where: { $0.name == "run_" + name }) {
        own.insert(NamedValue(name, tag.value), at: 0)
      }
    }
    return own
  }
}
