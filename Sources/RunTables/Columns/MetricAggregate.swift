/// What is made of a series' values to have one number of a run.
public enum MetricAggregate: String, Sendable, Hashable, CaseIterable {
  case last, min, max, first, mean, count
  case minStep = "min_step"
  case maxStep = "max_step"
  /// `max_step` where higher is better, `min_step` where lower is, empty where neither is known.
  case bestStep = "best_step"
}
