import Analysis
import Charts
import RunModel
import RunTables

/// A column as an axis of a chart: numbers, or texts in their order.
struct ChartColumn {
  let key: ColumnKey
  let label: String
  /// The texts from first to last; empty where the column has numbers.
  let categories: [String]
  /// The metric, where its numbers are drawn.
  let metric: MetricColumn?

  private let values: RunValues
  private let places: [String: Int]
  /// Moments are drawn as days since this one, in milliseconds since 1970.
  private let origin: Double?

  private static let day = 86_400_000.0

  /// - Parameter runs: those that are drawn.
  init(_ key: ColumnKey, of runs: [Int], values: RunValues, view: ExperimentView) {
    self.key = key
    self.values = values
    if case .metric(let name, let aggregate) = key, !aggregate.isPlace {
      metric = view.anyMetric(named: name)
    } else {
      metric = nil
    }
    let hasTexts = runs.contains { run in
      values.value(of: key, in: run) != nil && values.number(of: key, in: run) == nil
    }
    let texts =
      hasTexts ? Set(runs.compactMap { run in values.value(of: key, in: run).map(ChartColumn.text) }) : []
    categories = texts.map { (SortValue(.text($0), in: key), $0) }.sorted { SortValue.precedes($0.0, $1.0) }.map(\.1)
    places = Dictionary(uniqueKeysWithValues: zip(categories, categories.indices))
    switch key {
    case .fact(let fact) where fact.isMoment:
      let first = runs.compactMap { values.number(of: key, in: $0) }.min() ?? 0
      let origin = (first / Self.day).rounded(.down) * Self.day
      self.origin = origin
      label = "\(fact.rawValue) in days from \(CellText.date(origin))"
    case .fact(.duration):
      origin = nil
      label = "duration in seconds"
    default:
      origin = nil
      label = key.label
    }
  }

  /// Where a run stands on the axis; nil where it has no finite number.
  func number(_ run: Int) -> Double? {
    if !categories.isEmpty {
      return values.value(of: key, in: run).flatMap { places[ChartColumn.text($0)] }.map(Double.init)
    }
    guard let number = values.number(of: key, in: run), number.isFinite else { return nil }
    return origin.map { (number - $0) / Self.day } ?? number
  }

  /// Whether higher or lower is better; nil where neither is known.
  var better: MetricDeclaration.Direction? { metric?.direction?.direction }

  /// The best run, the first of equal ones; nil where nothing is better.
  func best(of runs: [Int]) -> Int? {
    guard let metric, better != nil else { return nil }
    var best: (run: Int, number: Double)?
    for run in runs {
      guard let number = number(run) else { continue }
      if best.map({ metric.isBetter(number, than: $0.number) }) ?? true { best = (run, number) }
    }
    return best?.run
  }

  var scale: YScale { metric?.scale ?? .automatic() }

  /// How an axis is drawn: as a chart asks for, else as the column's values want it.
  func scale(isLog: Bool?) -> YScale { isLog.map { $0 ? .logarithmic : .linear } ?? scale }

  private static func text(_ value: CellValue) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): "\(number)"
    }
  }
}
