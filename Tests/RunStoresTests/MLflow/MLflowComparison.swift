import Diagnostics
import RunModel
import RunStores

/// Compares what was read with what MLflow's own client says, and gathers every difference.
struct MLflowComparison {
  private(set) var differences: [String] = []
  private(set) var runs = 0
  private var isDatabase = false
  private var experiments = 0
  private var values = 0
  private var series = 0
  private var points = 0

  var summary: String {
    "\(experiments) experiments, \(runs) runs, \(values) parameters and tags, \(series) series, \(points) points"
  }

  /// Compares a whole database, every run read in the batches a build reads them in.
  static func of(
    _ store: any RunStore, with truth: Truth, reporting diagnostics: DiagnosticCollector
  ) -> MLflowComparison {
    var comparison = MLflowComparison()
    comparison.isDatabase = true
    let listings = store.experiments(reporting: diagnostics)
    comparison.expect("experiments", listings.map(\.key).sorted(), truth.experiments.map(\.experiment_id).sorted())
    let all = listings.flatMap(\.runs)
    var runs: [String: Run] = [:]
    for start in stride(from: 0, to: all.count, by: min(store.batchSize, max(1, all.count))) {
      let batch = Array(all[start..<min(all.count, start + store.batchSize)])
      store.load(batch) { place, loaded in
        runs[batch[place].key] = loaded.run
        for diagnostic in loaded.diagnostics { diagnostics.add(diagnostic) }
      }
    }
    for expected in truth.experiments {
      guard let listing = listings.first(where: { $0.key == expected.experiment_id }) else { continue }
      comparison.compare(listing, with: expected) { runs[$0.key] }
    }
    return comparison
  }

  mutating func expect<Value: Equatable>(_ what: String, _ found: Value, _ expected: Value) {
    if found != expected { differences.append("\(what): \(found), expected \(expected)") }
  }

  mutating func compare(_ listing: ExperimentListing, with expected: Truth.Experiment, load: (RunReference) -> Run?) {
    experiments += 1
    let place = listing.key
    let experiment = listing.experiment
    expect("\(place) id", experiment.id, expected.experiment_id)
    expect("\(place) name", experiment.name, expected.name)
    expect("\(place) created", experiment.created?.milliseconds, expected.creation_time)
    compare("\(place) tags", experiment.tags, expected.tags)
    expect("\(place) note", experiment.note, expected.tags["mlflow.note.content"])
    // Old versions of MLflow did not rewrite what they moved to the trash.
    expect(
      "\(place) deleted", experiment.isDeleted, expected.lifecycle_stage == "deleted" || place.hasPrefix(".trash/"))

    let found = listing.runs.compactMap(load)
    expect("\(place) runs", found.map(\.header.id).sorted(), expected.runs.map(\.run_id).sorted())
    for truth in expected.runs {
      guard let run = found.first(where: { $0.header.id == truth.run_id }) else { continue }
      compare(run, with: truth, place: "\(place)/\(run.header.id)")
    }
  }

  private mutating func compare(_ run: Run, with expected: Truth.Run, place: String) {
    runs += 1
    let header = run.header
    let statuses = [
      "RUNNING": RunStatus.running, "SCHEDULED": .queued, "FINISHED": .completed, "FAILED": .failed,
      "KILLED": .canceled,
    ]
    expect("\(place) name", header.name, expected.run_name ?? "")
    expect("\(place) status", header.status, statuses[expected.status] ?? .unknown)
    expect("\(place) start", header.start?.milliseconds, expected.start_time)
    expect("\(place) end", header.end?.milliseconds, expected.end_time)
    expect("\(place) deleted", header.isDeleted, expected.lifecycle_stage == "deleted")
    expect("\(place) user", header.user, expected.tags["mlflow.user"] ?? expected.user_id)
    expect("\(place) parent", header.parent, expected.tags["mlflow.parentRunId"])
    expect("\(place) note", run.note, expected.tags["mlflow.note.content"])
    expect("\(place) commit", header.source.commit, expected.tags["mlflow.source.git.commit"])
    compare("\(place) parameters", header.parameters, expected.params)
    compare("\(place) tags", header.tags, expected.tags)
    if let artifacts = expected.artifacts, !header.isDeleted { compare(run.files, artifacts, place) }

    if let statistics = expected.metrics {
      expect("\(place) metrics", run.series.map(\.name), statistics.keys.sorted(by: byBytes))
      for series in run.series {
        if let expected = statistics[series.name] { compare(series, with: expected, place: place) }
      }
    }
    if let history = expected.history {
      expect("\(place) metrics", run.series.map(\.name), history.keys.sorted(by: byBytes))
      for series in run.series { compare(series, history: history[series.name] ?? [], place: place) }
    }
  }

  private mutating func compare(_ series: MetricSeries, with expected: Truth.Statistics, place: String) {
    count(series)
    let statistics = MLflowStatistics(series)
    let place = "\(place) \(series.name)"
    expect("\(place) count", series.count, expected.count)
    expect("\(place) last", statistics.last.description, expected.last.value.description)
    expect("\(place) last step", statistics.lastStep, expected.last_step)
    expect("\(place) last time", statistics.lastTime, expected.last_timestamp)
    expect("\(place) min", statistics.least, expected.min?.value)
    expect("\(place) max", statistics.greatest, expected.max?.value)
    expect("\(place) last line", series.values.last?.description, expected.fileorder_last.value.description)
    expect("\(place) distinct steps", Set(series.steps).count, expected.distinct_steps)
  }

  private mutating func compare(_ series: MetricSeries, history: [[Truth.Number]], place: String) {
    count(series)
    let place = "\(place) \(series.name)"
    expect("\(place) times", series.times, history.compactMap(\.first?.whole))
    let values = history.map { isDatabase ? MLflowComparison.meant($0[1].value) : $0[1].value }
    expect("\(place) values", series.values.map(\.description), values.map(\.description))
    // MLflow reads step 0 from a line that names a dataset; the file holds the right one.
    if !isDatabase, series.name == "acc_with_dataset" || series.name == "model_acc_ds" {
      expect("\(place) MLflow's steps", Set(history.map(\.last?.whole)), [0])
    } else {
      expect("\(place) steps", series.steps, history.compactMap(\.last?.whole))
    }
  }

  /// What MLflow's client gives as it stands in a database: the greatest finite numbers for the infinities.
  private static func meant(_ value: Double) -> Double {
    value.magnitude == .greatestFiniteMagnitude ? (value < 0 ? -.infinity : .infinity) : value
  }

  private mutating func compare(_ what: String, _ found: [NamedValue], _ expected: [String: String]) {
    values += found.count
    expect("\(what) names", found.map(\.name), expected.keys.sorted(by: byBytes))
    for item in found { expect("\(what) \(item.name)", item.value, expected[item.name] ?? "missing") }
  }

  private mutating func compare(_ files: [RunFile], _ expected: [String], _ place: String) {
    let found = files.map { file in
      let parts = file.path.split(separator: "/", maxSplits: 1)
      return String(parts[0]) + (parts.count > 1 ? "/" : "")
    }
    expect("\(place) artifacts", Set(found), Set(expected))
  }

  private mutating func count(_ series: MetricSeries) {
    self.series += 1
    points += series.count
  }

  private func byBytes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
