import Analysis
import Charts
import Digests
import Markup
import RunModel
import RunTables

/// The run table of an experiment: the primary metric, what differs, then last, min and max of every metric.
struct ExperimentTable {
  let site: Site
  let index: Int
  /// The page it stands on.
  let path: String
  let view: ExperimentView
  let shape: ExperimentTableShape

  private var experiment: ExperimentIndex { site.contents.experiments[index] }

  /// The rows of the runs at these places in the table's order.
  func write(rows: Range<Int>, to writer: inout MarkupWriter) throws {
    writer.raw(
      "<div class=scroll tabindex=0 role=region data-table=runs aria-label=\"Runs\"><table class=runs><caption class=hidden>Runs of "
    )
    writer.text(experiment.experiment.name)
    writer.raw("</caption>\n<thead>")
    writeGroups(to: &writer)
    writeHeads(to: &writer)
    writer.raw("<tbody>\n")
    let order = try site.order(index)
    for row in rows { try writeRow(order[row], to: &writer) }
    writer.raw("</table></div>\n")
  }

  // MARK: Heads

  private func writeGroups(to writer: inout MarkupWriter) {
    writer.raw(shape.hasStatus ? "<tr class=groups><td class=t><td class=t>" : "<tr class=groups><td class=t>")
    if let metric = shape.primary { writeGroup(metric, to: &writer) }
    if !shape.parameters.isEmpty {
      writer.raw("<th scope=colgroup colspan=")
      writer.integer(shape.parameters.count)
      writer.raw(">Parameters")
    }
    for metric in shape.others { writeGroup(metric, to: &writer) }
    if shape.factCount > 0 {
      writer.raw("<td class=\"t first\" colspan=")
      writer.integer(shape.factCount)
      writer.raw(">")
    }
    writer.raw("\n")
  }

  private func writeGroup(_ metric: ExperimentTableShape.Metric, to writer: inout MarkupWriter) {
    writer.raw("<th scope=colgroup colspan=")
    writer.integer(shape.columnCount(of: metric))
    if let text = metric.column.directionText {
      writer.raw(" title=\"")
      writer.text(text)
      writer.raw("\"")
    }
    writer.raw(">")
    writer.text(metric.column.name)
    if let unit = metric.column.unit {
      writer.raw(" <span class=unit>")
      writer.text(unit)
      writer.raw("</span>")
    }
    if !metric.column.arrow.isEmpty {
      writer.raw(" ")
      writer.safe(metric.column.arrow)
    }
  }

  private func writeHeads(to writer: inout MarkupWriter) {
    writer.raw("<tr><th scope=col class=t>Run")
    if shape.hasStatus { writer.raw("<th scope=col class=t>Status") }
    if let metric = shape.primary { writeHeads(of: metric, to: &writer) }
    for parameter in shape.parameters {
      writer.raw("<th scope=col")
      if !parameter.isNumeric { writer.raw(" class=t") }
      writer.cutText(parameter.name, limit: 32)
    }
    for metric in shape.others { writeHeads(of: metric, to: &writer) }
    if shape.hasStart { writer.raw("<th scope=col class=t>Started (UTC)") }
    if shape.hasDuration { writer.raw("<th scope=col>Duration") }
    if shape.hasCompute { writer.raw("<th scope=col class=t>Compute") }
    if shape.hasNotes { writer.raw("<th scope=col class=t>Note") }
    writer.raw("\n")
  }

  private func writeHeads(of metric: ExperimentTableShape.Metric, to writer: inout MarkupWriter) {
    if metric.hasTrend { writer.raw("<th scope=col class=t>trend") }
    if metric.isSingle { return writer.raw("<th scope=col>last = min = max") }
    for aggregate in metric.aggregates {
      writer.raw("<th scope=col>")
      writer.safe(aggregate.rawValue)
    }
  }

  // MARK: Rows

  private func writeRow(_ run: Int, to writer: inout MarkupWriter) throws {
    let plan = site.plan.experiments[index].runs[run]
    let digest = try site.source.digest(experiment.runs[run])
    writer.raw("<tr><th scope=row class=")
    writer.rowClass(depth: plan.depth)
    writer.raw("<i class=\"k ")
    writer.safe(view.styles[run].classes)
    writer.raw("\"></i>")
    writer.runLink(PagePath.relative(from: path, to: plan.page), digest.header.displayName)
    if digest.header.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    if shape.hasStatus {
      writer.raw("<td class=t>")
      writer.status(site.state(experiment.runs[run]))
    }
    if let metric = shape.primary { writeMetric(metric, of: digest, to: &writer) }
    for parameter in shape.parameters { writeParameter(parameter, of: digest, to: &writer) }
    for metric in shape.others { writeMetric(metric, of: digest, to: &writer) }
    if shape.hasStart { RunFacts.writeStart(digest, to: &writer) }
    if shape.hasDuration { RunFacts.writeDuration(digest, to: &writer) }
    if shape.hasCompute { writer.textCell(digest.header.computeTarget ?? "") }
    if shape.hasNotes { writer.textCell(digest.note.map { NoteText.firstLine($0) } ?? "", limit: 60) }
    writer.raw("\n")
  }

  private func writeParameter(
    _ parameter: ExperimentTableShape.Parameter, of run: RunDigest, to writer: inout MarkupWriter
  ) {
    guard let value = run.parameter(parameter.name) else { return writer.raw("<td>") }
    if parameter.isNumeric {
      writer.raw("<td>")
      writer.text(value)
    } else {
      writer.textCell(value, limit: 32)
    }
  }

  private func writeMetric(
    _ metric: ExperimentTableShape.Metric, of run: RunDigest, to writer: inout MarkupWriter
  ) {
    guard let series = run.series(named: metric.column.name) else {
      for _ in 0..<shape.columnCount(of: metric) { writer.raw("<td>") }
      return
    }
    let summary = series.summary
    let column = metric.column
    if metric.hasTrend {
      writer.raw("<td class=t>")
      if series.isChartable { ChartData.sparkline(series.thinned).write(into: &writer) }
    }
    for aggregate in metric.aggregates {
      let value = summary.value(aggregate)
      let isBest = value != nil && value == column.best && column.ranks(by: aggregate, isSingle: metric.isSingle)
      writer.numberCell(value, format: column.format, isBest: isBest)
    }
    if !metric.isSingle { writer.nonFiniteMark(summary) }
  }
}
