internal import Diagnostics
internal import RunModel

/// Lists the experiments of an MLflow database and the runs in each.
struct MLflowExperimentRows {
  private struct ListedRun {
    var id: String
    var start: Int64
  }

  private var experiments: [String: Experiment] = [:]
  private var runs: [String: [ListedRun]] = [:]
  /// Where each experiment said its artifacts are.
  private(set) var locations: [String: String] = [:]

  /// Reads the experiments and their tags.
  init(_ connection: some SQLConnection, _ schema: MLflowSchema) throws(SQLFailure) {
    guard
      let table = schema.table(
        "experiments", ["experiment_id", "name", "lifecycle_stage", "creation_time", "artifact_location", "workspace"])
    else { return }
    try connection.forEachRow(of: table.select()) { row in
      guard let id = row.text(0) else { return }
      var experiment = Experiment(id: id, name: row.filledText(1) ?? id)
      experiment.isDeleted = row.text(2) == "deleted"
      experiment.created = row.integer(3).map { Timestamp(milliseconds: $0) }
      locations[id] = row.text(4)
      // Since 2026 a name is only unique within a workspace.
      if let workspace = row.filledText(5), workspace != "default" {
        experiment.tags.append(NamedValue("mlflow.workspace", workspace))
      }
      experiments[id] = experiment
    }
    guard let tags = schema.table("experiment_tags", ["experiment_id", "key", "value"]) else { return }
    var found: [String: [NamedValue]] = [:]
    try connection.forEachRow(of: tags.select()) { row in
      guard let id = row.text(0), let name = row.text(1) else { return }
      found[id, default: []].append(NamedValue(name, row.text(2) ?? ""))
    }
    for id in experiments.keys {
      guard var experiment = experiments.removeValue(forKey: id) else { continue }
      let tags = (experiment.tags + (found[id] ?? [])).sorted { NameOrder.precedes($0.name, $1.name) }
      MLflowTags.apply(tags, to: &experiment)
      experiments[id] = experiment
    }
  }

  /// Reads which runs there are.
  mutating func addRuns(
    _ connection: some SQLConnection, _ schema: MLflowSchema, includingDeleted: Bool
  ) throws(SQLFailure) {
    guard let table = schema.table("runs", ["run_uuid", "experiment_id", "lifecycle_stage", "start_time"]) else {
      return
    }
    var runs: [String: [ListedRun]] = [:]
    try connection.forEachRow(of: table.select()) { row in
      guard let id = row.text(0), includingDeleted || row.text(2) != "deleted" else { return }
      runs[row.text(1) ?? "", default: []].append(ListedRun(id: id, start: row.integer(3) ?? .min))
    }
    self.runs = runs
  }

  /// Of all that was read.
  var ids: (experiments: Set<String>, runs: Set<String>) {
    (Set(experiments.keys), Set(runs.values.joined().map(\.id)))
  }

  /// The experiments in the order of their ids, which are numbers; the runs of each as they were started.
  func listings(includingDeleted: Bool, location: String, reporting diagnostics: DiagnosticCollector)
    -> [ExperimentListing]
  {
    let strays = runs.keys.filter { experiments[$0] == nil }
    for id in strays {
      diagnostics.warn(
        location, "has no experiment \"\(id)\", to which \(runs[id]?.count ?? 0) of its runs belong; shown as one")
    }
    let all = Array(experiments.values) + strays.map { Experiment(id: $0, name: $0.isEmpty ? "No experiment" : $0) }
    return all.filter { includingDeleted || !$0.isDeleted }.sorted { a, b in
      let (first, second) = (a.id.utf8.count, b.id.utf8.count)
      return first == second ? NameOrder.precedes(a.id, b.id) : first < second
    }.map { experiment in
      let runs = (runs[experiment.id] ?? []).sorted {
        $0.start == $1.start ? NameOrder.precedes($0.id, $1.id) : $0.start < $1.start
      }
      return ExperimentListing(
        experiment: experiment, key: experiment.id, runs: runs.map { RunReference(key: $0.id) })
    }
  }
}
