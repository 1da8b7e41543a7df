import Analysis
import RunModel

/// The metric runs are ranked by.
public struct PrimaryMetric: Sendable, Hashable {
  public var name: String
  /// False if the store named none and the program chose.
  public var isDeclared: Bool

  public init(name: String, isDeclared: Bool) {
    self.name = name
    self.isDeclared = isDeclared
  }

  /// The declared one if some run has it, else the likeliest of the metrics that have a direction.
  ///
  /// - Parameter runCount: how many runs logged anything; a metric that fewer than half of them have is not chosen.
  public static func choose(declared: String?, among columns: [MetricDigest], runCount: Int) -> PrimaryMetric? {
    if let declared, columns.contains(where: { $0.name == declared }) {
      return PrimaryMetric(name: declared, isDeclared: true)
    }
    let candidates = columns.filter { $0.direction != nil && $0.runCount * 2 >= runCount }
    let best = candidates.max { a, b in
      let scores = (score(a), score(b))
      return scores.0 == scores.1 ? NameOrder.precedes(b.name, a.name) : scores.0 < scores.1
    }
    return best.map { PrimaryMetric(name: $0.name, isDeclared: false) }
  }

  /// Held-out data before training data, a quality before a loss, a declared direction before a guess.
  private static func score(_ column: MetricDigest) -> Int {
    let words = MetricWords.split(column.name)
    var score = column.direction.map { $0.origin == .inferred ? 0 : 8 } ?? 0
    if words.contains(where: ["val", "valid", "validation", "test", "eval", "dev"].contains) { score += 4 }
    if words.contains("train") { score -= 4 }
    if column.direction?.direction == .higher { score += 2 }
    if words.contains("accuracy") || words.contains("acc") { score += 1 }
    return score
  }
}
