internal import RunModel

/// What MLflow keeps in tags of its own (`mlflow/utils/mlflow_tags.py`), put where the model has a place for it.
///
/// The tags stay among the others as well.
enum MLflowTags {
  /// The Markdown description of a run or an experiment.
  static func note(in tags: [NamedValue]) -> String? {
    value("mlflow.note.content", in: tags)
  }

  static func apply(_ tags: [NamedValue], to header: inout RunHeader) {
    if header.name.isEmpty { header.name = value("mlflow.runName", in: tags) ?? "" }
    if let user = value("mlflow.user", in: tags) { header.user = user }
    header.parent = value("mlflow.parentRunId", in: tags)
    header.script = value("mlflow.source.name", in: tags)
    header.source = SourceRevision(
      repository: value("mlflow.source.git.repoURL", in: tags), branch: value("mlflow.source.git.branch", in: tags),
      commit: value("mlflow.source.git.commit", in: tags), isDirty: isTrue("mlflow.source.git.dirty", in: tags))
    header.computeTarget = computeTargets.lazy.compactMap { value($0, in: tags) }.first
  }

  static func apply(_ tags: [NamedValue], to experiment: inout Experiment) {
    experiment.tags = tags
    experiment.note = note(in: tags)
    guard let metric = value("mlflow.experiment.primaryMetric.name", in: tags) else { return }
    experiment.primaryMetric = metric
    if let isHigher = isTrue("mlflow.experiment.primaryMetric.greaterIsBetter", in: tags) {
      experiment.metrics[metric] = MetricDeclaration(direction: isHigher ? .higher : .lower)
    }
  }

  /// Tags that name a machine or cluster, the most telling first.
  private static let computeTargets = [
    "compute_target", "azureml.compute_target", "mlflow.databricks.cluster.id", "mlflow.project.backend",
  ]

  private static func value(_ name: String, in tags: [NamedValue]) -> String? {
    guard let value = tags.first(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
    return value
  }

  private static func isTrue(_ name: String, in tags: [NamedValue]) -> Bool? {
    switch value(name, in: tags)?.lowercased() {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }
}
