import Analysis
import Digests
import Markup
import RunModel

/// `metrics.json`: the aggregates of every series, one a line, run by run in the order of the tables, then by metric.
enum MetricsJSON {
  /// About how many bytes the line of a series takes.
  private static let lineSize = 380

  /// The file of one run.
  static func bytes(of run: RunContext) -> [UInt8] {
    var json = JSONWriter(reserving: 16 + run.digest.series.count * lineSize)
    json.beginList()
    write(run.digest, of: run.experiment.experiment, to: &json)
    json.finish()
    return json.bytes
  }

  /// The lines of one run.
  static func write(_ run: RunDigest, of experiment: Experiment, to json: inout JSONWriter) {
    var line = SeriesLine(
      experiment: experiment.name, experimentID: experiment.id, run: run.header.id, runName: run.header.name,
      metric: "", summary: SeriesSummary())
    for series in run.series {
      json.newline()
      line.metric = series.name
      line.summary = series.summary
      line.write(to: &json)
    }
  }
}
