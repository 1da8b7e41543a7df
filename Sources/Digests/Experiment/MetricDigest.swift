public import Analysis
public import RunModel
public import Settings

/// One metric over all runs of an experiment.
public struct MetricDigest: Sendable, Hashable {
  public var name: String
  public var direction: MetricDirection?
  public var unit: String?
  public var description: String?
  /// How many runs have it.
  public var runCount = 0
  /// How many runs logged more than one value of it.
  public var chartableCount = 0
  /// Of last, min and max over all runs.
  public var extent = ValueExtent()
  /// The best finite value any run reached, by the direction; nil without a direction.
  public var best: Double?
  /// The best runs by this metric.
  public var ranked = Leaders()
  /// The best runs by this metric among those that have any line to draw.
  public var leaders = Leaders()
  /// The best runs by this metric among those that logged more than one value of it.
  public var ownLeaders = Leaders()

  /// - Parameters:
  ///   - declaration: what the store says of it.
  ///   - rule: what settings say of it, which goes before.
  public init(name: String, declaration: MetricDeclaration?, rule: MetricRule? = nil) {
    self.name = name
    direction =
      switch rule?.direction {
      case .higher: MetricDirection(direction: .higher, origin: .settings)
      case .lower: MetricDirection(direction: .lower, origin: .settings)
      case .some(.none): nil
      case nil: MetricDirection.of(name, declaration: declaration)
      }
    unit = rule?.unit ?? declaration?.unit
    description = declaration?.description
  }

  /// The run that is first when runs are ranked by this metric; nil where none has a score.
  public var leader: Int? { ranked.runs.first }

  /// Whether some run logged more than one value of it.
  public var isChartable: Bool { chartableCount > 0 }

  /// What counts as a run's value when runs are ranked: its best by the direction, else its last.
  public func score(_ summary: SeriesSummary) -> Double? {
    switch direction?.direction {
    case .higher: summary.max?.value
    case .lower: summary.min?.value
    case nil: summary.last.isNaN ? nil : summary.last
    }
  }

  /// Whether the first value is better than the second.
  public func isBetter(_ a: Double, than b: Double) -> Bool {
    direction?.direction == .lower ? a < b : a > b
  }

  /// Takes a run's series in; runs are to come in the order of their numbers.
  mutating func add(_ series: SeriesDigest, of run: Int, hasLine: Bool) {
    runCount += 1
    if series.isChartable { chartableCount += 1 }
    let summary = series.summary
    for value in [summary.last, summary.min?.value ?? .nan, summary.max?.value ?? .nan] { extent.add(value) }
    guard let score = score(summary) else { return }
    if direction != nil, score.isFinite, best.map({ isBetter(score, than: $0) }) ?? true { best = score }
    let isLower = direction?.direction == .lower
    let precedes: (Double, Double) -> Bool = { isLower ? $0 < $1 : $0 > $1 }
    ranked.add(run, score: score, isBetter: precedes)
    if hasLine { leaders.add(run, score: score, isBetter: precedes) }
    if series.isChartable { ownLeaders.add(run, score: score, isBetter: precedes) }
  }
}
