internal import FileAccess

/// What the system's logs say a run is: its id, its parent, its experiment and where it ran.
struct AzureLogIdentity: Sendable {
  private static let headLimit = 64 << 10
  /// More logs of one kind than these are not looked at.
  private static let logLimit = 256

  private(set) var id: String?
  private(set) var parent: String?
  private(set) var experiment: String?
  private(set) var computeTarget: String?
  private(set) var nodeCount: Int?
  /// The nodes whose logs there are, by Azure's ids of them.
  private(set) var nodes: [String] = []

  init() {}

  /// - Parameter root: the folder the folders with logs stand in.
  init(logsIn root: String) {
    // Pipelines: `RunId:[…] ParentRunId:[…] ComputeTarget:[…]`.
    let execution = FileEnds.head(root + "/logs/azureml/executionlogs.txt", limit: AzureLogIdentity.headLimit)
    id = ByteSearch.text(after: " RunId:[", until: UInt8(ascii: "]"), in: execution)
    parent = ByteSearch.text(after: " ParentRunId:[", until: UInt8(ascii: "]"), in: execution)
    // What was asked for, in JSON; `ComputeTarget:[…]` names only the kind of the target.
    computeTarget = ByteSearch.text(after: "\"Target\":\"", until: UInt8(ascii: "\""), in: execution)
    nodeCount = ByteSearch.text(after: "\"NodeCount\":", until: UInt8(ascii: ","), in: execution).flatMap(Int.init)
    if nodeCount.map({ $0 < 1 }) == true { nodeCount = nil }
    // The common runtime: `RunId { …, experiment_name: "…", run_id: "…" }`.
    for name in ["metrics_capability/metrics-capability.log", "snapshot_capability/snapshot-capability.log"] {
      let log = FileEnds.head(root + "/" + AzureLayout.systemLogs + "/" + name, limit: AzureLogIdentity.headLimit)
      id = id ?? ByteSearch.text(after: " run_id: \"", until: UInt8(ascii: "\""), in: log)
      experiment = experiment ?? ByteSearch.text(after: " experiment_name: \"", until: UInt8(ascii: "\""), in: log)
    }
    if parent == id { parent = nil }
    addNodes(fromLogsIn: root)
  }

  /// The common runtime's `cluster_name: "…", node_id: Literal("…")`, in a log for each node, and the names of v1's
  /// logs: `55_azureml-execution-tvmps_…_d.txt`.
  private mutating func addNodes(fromLogsIn root: String) {
    let lifecycler = root + "/" + AzureLayout.systemLogs + "/lifecycler"
    let logs = (try? DirectoryListing.entries(of: lifecycler)) ?? []
    let wrappers = logs.map(\.name).filter { $0.hasPrefix("execution-wrapper") || $0.hasPrefix("vm-bootstrapper") }
    for name in wrappers.prefix(AzureLogIdentity.logLimit) {
      let log = FileEnds.head(lifecycler + "/" + name, limit: AzureLogIdentity.headLimit)
      let target = ByteSearch.text(after: " cluster_name: \"", until: UInt8(ascii: "\""), in: log)
      computeTarget = computeTarget ?? target
      let node =
        ByteSearch.text(after: " node_id: Literal(\"", until: UInt8(ascii: "\""), in: log)
        ?? ByteSearch.text(after: " node_id: \"", until: UInt8(ascii: "\""), in: log)
      if let node, !nodes.contains(node) { nodes.append(node) }
    }
    let drivers = (try? DirectoryListing.entries(of: root + "/" + AzureLayout.driverLogs)) ?? []
    for entry in drivers where nodes.count < AzureLogIdentity.logLimit {
      guard let place = entry.name.firstRange(of: "-tvmps_"), entry.name.hasSuffix(".txt") else { continue }
      let node = "tvmps_" + entry.name[place.upperBound...].dropLast(4)
      if !nodes.contains(node) { nodes.append(node) }
    }
  }
}
