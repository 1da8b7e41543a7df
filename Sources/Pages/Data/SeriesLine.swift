public import Analysis
public import Markup

/// One series as a JSON object: what `runreport metrics --format json` prints a line of, and what
/// `metrics.json` lists.
public struct SeriesLine: Sendable {
  public var experiment: String
  public var experimentID: String
  public var run: String
  public var runName: String
  public var metric: String
  public var summary: SeriesSummary

  public init(
    experiment: String, experimentID: String, run: String, runName: String, metric: String, summary: SeriesSummary
  ) {
    self.experiment = experiment
    self.experimentID = experimentID
    self.run = run
    self.runName = runName
    self.metric = metric
    self.summary = summary
  }

  /// Writes the object with exactly the members the command's documentation names.
  public func write(to json: inout JSONWriter) {
    json.beginObject()
    json.key("experiment")
    json.string(experiment)
    json.key("experiment_id")
    json.string(experimentID)
    json.key("run")
    json.string(run)
    json.key("run_name")
    json.string(runName)
    json.key("metric")
    json.string(metric)
    json.key("count")
    json.integer(Int64(summary.count))
    json.member("first", summary.count > 0 ? summary.first : nil)
    json.member("last", summary.count > 0 ? summary.last : nil)
    json.member("min", summary.min?.value)
    json.member("max", summary.max?.value)
    json.member("mean", summary.mean)
    json.member("min_step", summary.min?.step)
    json.member("max_step", summary.max?.step)
    json.member("last_step", summary.count > 0 ? summary.lastStep : nil)
    json.key("non_finite")
    json.integer(Int64(summary.nonFiniteCount))
    json.endObject()
  }
}
