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
    let execution = AzureLogIdentity.head(root + "/logs/azureml/executionlogs.txt")
    id = AzureLogIdentity.text(after: " RunId:[", until: "]", in: execution)
    parent = AzureLogIdentity.text(after: " ParentRunId:[", until: "]", in: execution)
    // The common runtime: `RunId { …, experiment_name: "…", run_id: "…" }`.
    for name in ["metrics_capability/metrics-capability.log", "snapshot_capability/snapshot-capability.log"] {
      let log = AzureLogIdentity.head(root + "/" + AzureLayout.systemLogs + "/" + name)
      id = id ?? AzureLogIdentity.text(after: " run_id: \"", until: "\"", in: log)
      experiment = experiment ?? AzureLogIdentity.text(after: " experiment_name: \"", until: "\"", in: log)
    }
    if parent == id { parent = nil }
  }

  private static func head(_ path: String) -> String {
    String(decoding: FileEnds.head(path, limit: headLimit), as: UTF8.self)
  }

  private static func text(after start: String, until end: Character, in text: String) -> String? {
    guard let found = text.firstRange(of: start) else { return nil }
    let rest = text[found.upperBound...].prefix(256)
    guard let stop = rest.firstIndex(of: end), stop > rest.startIndex else { return nil }
    return String(rest[..<stop])
  }
}
