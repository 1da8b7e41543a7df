/// What sort of job a run is.
public enum RunKind: String, Sendable, Hashable, CaseIterable {
  case script, pipeline, sweep, automl
}
