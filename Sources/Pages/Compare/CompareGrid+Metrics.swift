import Analysis
import Digests
import Markup
import RunModel
import RunTables

extension CompareGrid {
  /// A page holds this many metrics.
  private static let metricLimit = 120

  private typealias Metric = RunTableSection.Metric

  /// Last, min and max of the metrics of each run, with how far each is from the first run's.
  func metrics() -> (table: MarkupWriter, note: String) {
    let all = shape.metrics.filter { metric in runs.contains { $0.digest.series(named: metric.column.name) != nil } }
    guard !all.isEmpty else { return (MarkupWriter(), "") }
    let differing = all.filter { !isSame($0) }
    let shown = differing.prefix(Self.metricLimit)
    let same = all.filter(isSame).prefix(Self.metricLimit)
    var writer = MarkupWriter()
    if !shown.isEmpty {
      let labels = shown.allSatisfy(\.isSingle) ? 1 : 2
      write(caption: "Metrics that differ", labels: labels, marksBaseline: true, to: &writer) { writer in
        for metric in shown { writeRows(metric, labels: labels, to: &writer) }
      }
    }
    if !same.isEmpty {
      writer.raw("<details class=same><summary>")
      writer.count(same.count, "metric is", "metrics are")
      writer.raw(" the same for all</summary>\n<p class=values>")
      writer.append(
        NamedValueList.markup(
          same.map { metric in
            NamedValue(metric.column.name, value(.last, of: metric, runs[0]).map(metric.column.format.text) ?? "")
          }))
      writer.raw("</p></details>\n")
    }
    return (writer, note(shown: shown.count, of: differing.count))
  }

  private func note(shown: Int, of total: Int) -> String {
    if total == 0 { return "none differs between these runs" }
    var remarks: [String] = []
    if shown < total {
      remarks.append("\(shown) of \(NumberText.grouped(total)) metrics that differ, all are in metrics.json")
    }
    remarks.append("signed numbers: difference from the first run, ▲ better, ▼ worse")
    return remarks.joined(separator: "; ")
  }

  private func value(_ aggregate: MetricAggregate, of metric: Metric, _ run: ComparedRuns.Member) -> Double? {
    run.digest.series(named: metric.column.name)?.summary.value(aggregate)
  }

  /// Whether all runs have it, and all that is shown of it is one number.
  private func isSame(_ metric: Metric) -> Bool {
    metric.aggregates.allSatisfy { aggregate in
      let values = runs.map { value(aggregate, of: metric, $0) }
      return values.allSatisfy { $0 != nil && $0 == values[0] }
    } && runs.allSatisfy { value(.min, of: metric, $0) == value(.max, of: metric, $0) }
  }

  private func writeRows(_ metric: Metric, labels: Int, to writer: inout MarkupWriter) {
    let column = metric.column
    writer.raw("<tbody><tr><th scope=rowgroup class=t")
    if metric.isSingle {
      if labels > 1 { writer.safe(" colspan=\(labels)") }
    } else if metric.aggregates.count > 1 {
      writer.safe(" rowspan=\(metric.aggregates.count)")
    }
    if let text = column.directionText {
      writer.raw(" title=\"")
      writer.text(text)
      writer.raw("\"")
    }
    writer.raw(">")
    writer.append(.breakable(column.name))
    if !column.arrow.isEmpty { writer.safe(" " + column.arrow) }
    if let unit = column.unit {
      writer.raw(" <span class=unit>")
      writer.text(unit)
      writer.raw("</span>")
    }
    for (place, aggregate) in metric.aggregates.enumerated() {
      if place > 0 { writer.raw("<tr>") }
      if !metric.isSingle {
        writer.raw("<th scope=row class=\"t part\">")
        writer.safe(aggregate.label)
      }
      writeCells(aggregate, of: metric, to: &writer)
    }
  }

  private func writeCells(_ aggregate: MetricAggregate, of metric: Metric, to writer: inout MarkupWriter) {
    let values = runs.map { value(aggregate, of: metric, $0) }
    let column = metric.column
    let best = column.ranks(by: aggregate, isSingle: metric.isSingle) ? column.best(of: values) : nil
    for (place, value) in values.enumerated() {
      writer.numberCell(value, format: column.format, isBest: value != nil && value == best)
      if place > 0, let value, let baseline = values[0] { writer.delta(value, from: baseline, column) }
      if aggregate == .last, !metric.isSingle, let series = runs[place].digest.series(named: column.name) {
        writer.nonFiniteMark(series.summary)
      }
    }
    writer.raw("\n")
  }
}
