import Analysis
import RunModel
import RunTables

extension SeriesSummary {
  /// One number of a series; nil where it has none of that kind.
  ///
  /// - Parameter direction: which side is better, for the step of the best value.
  func value(_ aggregate: MetricAggregate, better direction: MetricDeclaration.Direction? = nil) -> Double? {
    switch aggregate {
    case .last: return last
    case .first: return first
    case .min: return min?.value
    case .max: return max?.value
    case .mean: return mean
    case .count: return Double(count)
    case .minStep: return min.map { Double($0.step) }
    case .maxStep: return max.map { Double($0.step) }
    case .bestStep: return direction.flatMap { value($0 == .higher ? .maxStep : .minStep) }
    }
  }
}

extension MetricAggregate {
  /// Whether it is no value of the metric, but a step or a count.
  var isPlace: Bool {
    switch self {
    case .count, .minStep, .maxStep, .bestStep: true
    case .last, .min, .max, .first, .mean: false
    }
  }
}
