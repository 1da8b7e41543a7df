internal import Markup

/// One axis of parallel coordinates.
struct ParallelAxis: Sendable {
  /// How it measures.
  struct Measure: Sendable {
    let axis: ParallelChart.Axis
    let values: ValueAxis?
    let hasMissing: Bool

    init(_ axis: ParallelChart.Axis, values: [Double?]) {
      self.axis = axis
      let chosen = ValueAxis(
        axis.categories.isEmpty ? axis.scale : .linear, for: values.compactMap { $0 }, clipsOutliers: false)
      self.values = chosen
      hasMissing = values.contains { !Measure.shows($0, chosen, axis) }
    }

    var isLogarithmic: Bool { values?.isLogarithmic ?? false }

    func shows(_ value: Double?) -> Bool { Measure.shows(value, values, axis) }

    private static func shows(_ value: Double?, _ values: ValueAxis?, _ axis: ParallelChart.Axis) -> Bool {
      guard let value, let values, values.shows(value) else { return false }
      return axis.categories.isEmpty || (value >= 0 && value < Double(axis.categories.count))
    }

    func ticks(height: Double, room: Double) -> [Tick] {
      guard axis.categories.isEmpty else {
        return CategoryTicks.along(axis.categories, height: height, room: room)
      }
      return values?.scale.ticks(limit: max(2, Int(height / 36))) ?? []
    }

    func textWidth(height: Double) -> Double {
      ticks(height: height, room: .infinity).reduce(0) { max($0, ChartText.width($1.text)) }
    }

    func fraction(_ value: Double) -> Double {
      axis.categories.isEmpty ? values?.scale.fraction(value) ?? 0 : (value + 0.5) / Double(axis.categories.count)
    }
  }

  private static let missingText = "none"

  let x: Double
  let ticks: [Tick]
  private let measure: Measure

  /// - Parameter room: how wide texts beside it may be.
  init(_ measure: Measure, x: Double, area: PlotArea, room: Double) {
    self.measure = measure
    self.x = x
    ticks = measure.ticks(height: area.height, room: room)
  }

  var label: String { ChartText.cut(measure.axis.label) }

  /// Where a line crosses it; runs without a value cross it below its end.
  func height(_ value: Double?, area: PlotArea) -> Double {
    guard let value, measure.shows(value) else { return area.bottom + 16 }
    return area.y(measure.fraction(value))
  }

  func text(_ value: Double?) -> String {
    guard let value, measure.shows(value) else { return Self.missingText }
    return measure.axis.categories.isEmpty ? ChartText.value(value) : ChartText.cut(measure.axis.categories[Int(value)])
  }

  func writeTicks(area: PlotArea, into writer: inout ByteCursor) {
    for tick in ticks { TextMark.write(tick.text, x - 6, area.y(tick.fraction) + 4, into: &writer) }
    if measure.hasMissing { TextMark.write(Self.missingText, x - 6, area.bottom + 20, into: &writer) }
  }

  /// Its name.
  func writeHead(x: Double, anchor: StaticString?, room: Double, into writer: inout ByteCursor) {
    TextMark.write(
      ChartText.fit(measure.axis.label, room), x, 12, anchor: anchor, isEmphasised: true, title: label, into: &writer)
  }

  /// Below its name, which end is better.
  func writeDirection(x: Double, anchor: StaticString?, into writer: inout ByteCursor) {
    guard let better = measure.axis.better else { return }
    TextMark.write(
      better == .higher ? "↑ better" : "↓ better", x, 26, anchor: anchor,
      title: better == .higher ? "higher is better" : "lower is better", into: &writer)
  }

  /// `lr 0.001 to 0.1`, `model of 3 kinds`.
  var description: String {
    guard measure.axis.categories.isEmpty else { return "\(label) of \(measure.axis.categories.count) kinds" }
    guard let range = measure.values?.range else { return "\(label) without values" }
    return "\(label) \(ChartText.range(range))" + (measure.isLogarithmic ? ", logarithmic" : "")
  }
}
