import Analysis
import Digests
import Markup
import RunModel

/// `series.js`: the thinned series of one run, for the script; the form is written down in `docs/comparison.md`.
enum SeriesScript {
  /// About how many bytes a point takes: step, time, value.
  private static let pointSize = 48

  /// Nil for a run with no line to draw.
  ///
  /// - Parameter hasTimedLog: whether there is a `log-times.js` beside it.
  static func bytes(of run: RunContext, hasTimedLog: Bool = false) -> [UInt8]? {
    let drawn = run.digest.series.indices.filter { run.digest.series[$0].isChartable }
    guard !drawn.isEmpty else { return nil }
    var writer = MarkupWriter(reserving: 256 + drawn.count * 512)
    writer.raw("runreport.series(")
    writer.write(atMost: run.plan.folder.utf8.count + 8) { $0.json(run.plan.folder) }
    writer.raw(",[")
    var before: ScriptSeries?
    for place in drawn {
      let digest = run.digest.series[place]
      if before != nil { writer.raw(",") }
      let series = ScriptSeries(
        run.line(place), last: digest.summary.last,
        logRatio: run.metric(ofSeries: place)?.column.logRatio ?? MetricColumn.usualLogRatio)
      writer.write(atMost: 300 + digest.name.utf8.count + series.pointCount * pointSize) { cursor in
        cursor.raw("\n[")
        cursor.json(digest.name)
        cursor.byte(UInt8(ascii: ","))
        series.write(after: before, to: &cursor)
        cursor.raw("]")
      }
      before = series
    }
    writer.raw(hasTimedLog ? "],1);\n" : "]);\n")
    return writer.bytes
  }
}
