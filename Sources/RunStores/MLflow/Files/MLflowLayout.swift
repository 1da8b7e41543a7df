/// Names with a meaning in MLflow's file store.
enum MLflowLayout {
  static let meta = "meta.yaml"
  static let trash = ".trash"
  static let metrics = "metrics"
  static let parameters = "params"
  static let tags = "tags"
  static let artifacts = "artifacts"

  /// Whether a folder of the store is none of its experiments, whatever it holds.
  static func isReserved(_ name: String) -> Bool {
    // The model registry.
    name == trash || name == "models"
  }

  /// Whether a folder of an experiment is none of its runs, whatever it holds.
  static func isReservedInExperiment(_ name: String) -> Bool {
    name == tags || name == "datasets" || name == "traces" || name == "models"
  }
}
