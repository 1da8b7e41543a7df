import Charts
import Markup

/// What a compute target did week by week, as bars and as a table.
struct ComputeTotals {
  private static let barLimit = 12

  let target: ComputePlan
  let weeks: ComputeWeeks
  /// Whether some runs are parents of others here.
  let hasParents: Bool

  /// Nothing without a week.
  func write(to writer: inout MarkupWriter) {
    guard !weeks.weeks.isEmpty else { return }
    writer.raw("<section aria-labelledby=weeks><h2 id=weeks>By week</h2> <span class=aside>")
    writer.text(remarks.joined(separator: " · "))
    writer.raw("</span>\n<div class=charts>")
    let bars = weeks.weeks.suffix(Self.barLimit).map { week in
      BarChart.Bar(
        run: ChartRun(label: Self.day(week.start), style: SeriesStyle(colour: 0, dash: 0)),
        value: Self.hours(week.nodeTime))
    }
    ChartFigure(
      chart: BarChart(id: "node-hours", title: "Node-hours by week on \(target.name)", bars: bars, width: 420),
      title: "Node-hours", remarks: weeks.weeks.count > bars.count ? ["the last \(bars.count) weeks"] : [],
      anchor: "node-hours-by-week"
    ).write(to: &writer)
    writer.raw("</div>\n")
    writeTable(to: &writer)
    writer.raw("</section>\n")
  }

  private var remarks: [String] {
    var remarks = ["weeks begin on Monday, 0:00 UTC", "busy: the part of its 168 hours in which something ran"]
    if hasParents { remarks.append("parents do not count, their child runs do") }
    if weeks.earlierRuns > 0 {
      remarks.append(
        "the last \(weeks.weeks.count) weeks, without \(NumberText.grouped(weeks.earlierRuns)) earlier "
          + (weeks.earlierRuns == 1 ? "run" : "runs"))
    }
    return remarks
  }

  private func writeTable(to writer: inout MarkupWriter) {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"Totals by week\"><table class=runs>")
    writer.raw("<caption class=hidden>Totals by week, latest first</caption>\n<thead><tr>")
    writer.raw("<th scope=col class=t>Week of<th scope=col>Runs<th scope=col>Run-hours<th scope=col>Node-hours")
    let hasQueued = weeks.weeks.contains { $0.queuedTime > 0 }
    writer.raw(hasQueued ? "<th scope=col>Busy<th scope=col>Queued hours\n<tbody>\n" : "<th scope=col>Busy\n<tbody>\n")
    for week in weeks.weeks.reversed() {
      writer.raw("<tr><th scope=row class=t>")
      writer.safe(Self.day(week.start))
      writer.raw("<td>")
      writer.safe(NumberText.grouped(week.runs))
      writer.raw("<td>")
      writer.safe(NumberText.rounded(Self.hours(Double(week.runTime))))
      writer.raw("<td>")
      writer.safe(NumberText.rounded(Self.hours(week.nodeTime)))
      writer.raw("<td>")
      writer.safe(NumberText.fixed(100 * Double(week.busyTime) / Double(ComputeWeeks.length), decimals: 1))
      writer.raw("%")
      if hasQueued {
        writer.raw("<td>")
        writer.safe(NumberText.rounded(Self.hours(Double(week.queuedTime))))
      }
      writer.raw("\n")
    }
    writer.raw("</table></div>\n")
  }

  private static func hours(_ milliseconds: Double) -> Double { milliseconds / 3_600_000 }

  /// `2026-11-23`.
  private static func day(_ moment: Int64) -> String { String(TimeText.minute(moment).dropLast(6)) }
}
