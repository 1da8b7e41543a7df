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
    let names = experiment.utf8.count + experimentID.utf8.count + run.utf8.count + runName.utf8.count
    json.value(atMost: 500 + names + metric.utf8.count) { line in
      line.raw("{\"experiment\":")
      line.json(experiment)
      line.raw(",\"experiment_id\":")
      line.json(experimentID)
      line.raw(",\"run\":")
      line.json(run)
      line.raw(",\"run_name\":")
      line.json(runName)
      line.raw(",\"metric\":")
      line.json(metric)
      let isEmpty = summary.count == 0
      line.raw(",\"count\":")
      line.integer(summary.count)
      line.raw(",\"first\":")
      line.json(isEmpty ? nil : summary.first)
      line.raw(",\"last\":")
      line.json(isEmpty ? nil : summary.last)
      line.raw(",\"min\":")
      line.json(summary.min?.value)
      line.raw(",\"max\":")
      line.json(summary.max?.value)
      line.raw(",\"mean\":")
      line.json(summary.mean)
      line.raw(",\"min_step\":")
      line.json(summary.min?.step)
      line.raw(",\"max_step\":")
      line.json(summary.max?.step)
      line.raw(",\"last_step\":")
      line.json(isEmpty ? nil : summary.lastStep)
      line.raw(",\"non_finite\":")
      line.integer(summary.nonFiniteCount)
      line.raw("}")
    }
  }
}
