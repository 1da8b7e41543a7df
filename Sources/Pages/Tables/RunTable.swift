import Charts
import Digests
import Markup
import RunModel
import RunTables

/// The table of runs of one experiment, in its page and in views.
struct RunTable {
  /// What stands out about a row.
  enum Look {
    case plain
    /// A parent that is there for its children only.
    case faint
    /// The run that the others are compared with.
    case baseline
  }

  let site: Site
  let index: Int
  /// The page it stands on.
  let path: String
  let view: ExperimentView
  let shape: RunTableShape
  /// The run that the others are compared with.
  var baseline: RunDigest?

  private var experiment: ExperimentIndex { site.contents.experiments[index] }

  /// The table around its rows.
  ///
  /// - Parameters:
  ///   - name: of what it has the runs.
  ///   - isMain: whether the script may put its own in its place.
  func write(
    of name: String, isMain: Bool, to writer: inout MarkupWriter, rows: (inout MarkupWriter) throws -> Void
  ) rethrows {
    writer.raw("<div class=scroll tabindex=0 role=region ")
    if isMain { writer.raw("data-table=runs ") }
    writer.raw("aria-label=\"Runs\"><table class=runs><caption class=hidden>Runs of ")
    writer.text(name)
    writer.raw("</caption>\n<thead>")
    RunTableHead(shape: shape).write(to: &writer)
    writer.raw("<tbody>\n")
    try rows(&writer)
    writer.raw("</table></div>\n")
  }

  /// - Parameter depth: how many parents stand above it in the table.
  func writeRow(_ run: Int, depth: Int, look: Look = .plain, to writer: inout MarkupWriter) throws {
    writeRow(run, try site.source.digest(experiment.runs[run]), depth: depth, look: look, to: &writer)
  }

  /// The same for whoever has the run's digest at hand.
  func writeRow(_ run: Int, _ digest: RunDigest, depth: Int, look: Look = .plain, to writer: inout MarkupWriter) {
    let plan = site.plan.experiments[index].runs[run]
    switch look {
    case .plain: writer.raw("<tr><th scope=row class=")
    case .faint: writer.raw("<tr class=parent><th scope=row class=")
    case .baseline: writer.raw("<tr class=baseline><th scope=row class=")
    }
    writer.rowClass(depth: depth)
    writer.raw("<i class=\"k ")
    writer.safe(view.styles[run].classes)
    writer.raw("\"></i>")
    writer.runLink(PagePath.relative(from: path, to: plan.page), digest.header.displayName)
    if digest.header.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    if look == .baseline { writer.raw(" <span class=tag>baseline</span>") }
    if shape.hasStatus {
      writer.raw("<td class=t>")
      writer.status(site.state(experiment.runs[run]))
    }
    let other = look == .baseline ? nil : baseline
    for section in shape.sections {
      switch section {
      case .metric(let metric): writeMetric(metric, of: digest, comparedWith: other, to: &writer)
      case .parameters(let columns):
        for column in columns { writeNamed(digest.parameter(column.name), column, to: &writer) }
      case .tags(let columns):
        for column in columns { writeNamed(digest.tag(column.name), column, to: &writer) }
      case .facts(let facts):
        for fact in facts {
          RunFacts.write(fact, of: digest, at: plan.place, in: site, to: &writer)
          if fact == .duration, let other { writer.durationDelta(digest.duration, from: other.duration) }
        }
      }
    }
    writer.raw("\n")
  }

  private func writeNamed(_ value: String?, _ column: RunTableSection.Named, to writer: inout MarkupWriter) {
    guard let value else { return writer.raw("<td>") }
    if column.isNumeric {
      writer.raw("<td>")
      writer.text(value)
    } else {
      writer.textCell(value, limit: 32)
    }
  }

  private func writeMetric(
    _ metric: RunTableSection.Metric, of run: RunDigest, comparedWith other: RunDigest?, to writer: inout MarkupWriter
  ) {
    guard let series = run.series(named: metric.column.name) else {
      for _ in 0..<metric.columnCount { writer.raw("<td>") }
      return
    }
    let summary = series.summary
    let column = metric.column
    if metric.hasTrend {
      writer.raw("<td class=t>")
      if series.isChartable { ChartData.sparkline(series.thinned).write(into: &writer) }
    }
    let compared = other?.series(named: column.name)?.summary
    for aggregate in metric.aggregates {
      let value = column.value(aggregate, of: summary)
      let isBest = value != nil && value == metric.best && column.ranks(by: aggregate, isSingle: metric.isSingle)
      writer.numberCell(value, format: column.format(of: aggregate), isBest: isBest)
      if let compared, let value, let base = column.value(aggregate, of: compared) {
        writer.delta(value, from: base, column, aggregate)
      }
    }
    if !metric.isSingle { writer.nonFiniteMark(summary) }
  }
}
