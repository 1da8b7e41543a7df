/// What the system's logs say a run is: its id, its parent and its experiment.
struct AzureLogIdentity: Sendable {
  private static let headLimit = 64 << 10

  private(set) var id: String?
  private(set) var parent: String?
  private(set) var experiment: String?

  init() {}

  /// - Parameter root: the folder the folders with logs stand in.
  init(logsIn root: String) {
    // Pipelines: `RunId:[…] ParentRunId:[…] ComputeTarget:[…]`.
    let execution = FileEnds.head(root + "/logs/azureml/executionlogs.txt", limit: AzureLogIdentity.headLimit)
    id = ByteSearch.text(after: " RunId:[", until: UInt8(ascii: "]"), in: execution)
    parent = ByteSearch.text(after: " ParentRunId:[", until: UInt8(ascii: "]"), in: execution)
    // The common runtime: `RunId { …, experiment_name: "…", run_id: "…" }`.
    for name in ["metrics_capability/metrics-capability.log", "snapshot_capability/snapshot-capability.log"] {
      let log = FileEnds.head(root + "/" + AzureLayout.systemLogs + "/" + name, limit: AzureLogIdentity.headLimit)
      id = id ?? ByteSearch.text(after: " run_id: \"", until: UInt8(ascii: "\""), in: log)
      experiment = experiment ?? ByteSearch.text(after: " experiment_name: \"", until: UInt8(ascii: "\""), in: log)
    }
    if parent == id { parent = nil }
  }
}
