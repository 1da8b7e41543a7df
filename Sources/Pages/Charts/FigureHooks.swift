import Markup
import RunTables
import Settings

/// What a figure tells the script, as attributes; docs/charts.md, "Figures and the script".
struct FigureHooks {
  private enum Subject {
    case metric(String)
    /// An item of the fragment's `a`.
    case aggregate(String)
  }

  private let subject: Subject
  /// The rows of the drawn runs in the experiment's table; empty on the page of a run.
  private let rows: [Int]
  /// Where the chart differs from what is drawn by default.
  private var settings: [(name: StaticString, value: String)] = []

  /// Lines of a metric by step.
  init(metric: String, rows: [Int] = []) {
    subject = .metric(metric)
    self.rows = rows
  }

  /// - Returns: nil for a chart over dates, which the script counts otherwise.
  init?(_ request: ChartRequest, rows: [Int], _ view: ExperimentView) {
    self.rows = rows
    let kind: String
    let keys: [ColumnKey]
    switch request.kind {
    case .line: (kind, keys) = ("line", [])
    case .bar(let key): (kind, keys) = ("bar", [key])
    case .scatter(let x, let y): (kind, keys) = ("scatter", [x, y])
    case .parallel(let axes): (kind, keys) = ("parallel", axes)
    case .best(let key): (kind, keys) = ("best", [key])
    }
    let found = keys.map { view.column($0) ?? $0 }
    for case .fact(let fact) in found where fact.isMoment { return nil }
    if case .line(let metric) = request.kind {
      subject = .metric(metric)
    } else {
      subject = .aggregate(kind + ":" + found.map(\.written).joined(separator: ","))
    }
    switch request.x {
    case .step: break
    case .time: settings.append(("x", "time"))
    case .wall: settings.append(("x", "wall"))
    case .metric(let name): settings.append(("x", name))
    }
    if let log = request.log { settings.append(("log", log.x ? (log.y ? "xy" : "x") : log.y ? "y" : "-")) }
    if request.smoothing > 0 { settings.append(("smooth", "\(request.smoothing)")) }
    if request.clipsOutliers { settings.append(("clip", "1")) }
    if let legend = request.legend { settings.append(("legend", legend.text)) }
  }

  func write(to writer: inout MarkupWriter) {
    switch subject {
    case .metric(let name):
      writer.raw(" data-metric=\"")
      writer.text(name)
    case .aggregate(let item):
      writer.raw(" data-aggregate=\"")
      writer.text(item)
    }
    writer.raw("\"")
    if !rows.isEmpty {
      writer.raw(" data-runs=\"")
      for (place, row) in rows.enumerated() {
        if place > 0 { writer.raw(" ") }
        writer.integer(row)
      }
      writer.raw("\"")
    }
    for (name, value) in settings {
      writer.raw(" data-")
      writer.raw(name)
      writer.raw("=\"")
      writer.text(value)
      writer.raw("\"")
    }
  }
}
