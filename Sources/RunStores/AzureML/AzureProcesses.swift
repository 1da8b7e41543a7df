internal import Diagnostics
internal import FileAccess
internal import RunModel

/// The processes of a run, from `process_info.json` and `process_status.json`: JSON Lines in spite of their names
/// (`azureml/core/script_run.py`).
struct AzureProcesses {
  private static let terminal: Set<String> = ["Completed", "Failed", "Terminated"]
  private static let sizeLimit: Int64 = 16 << 20
  /// As many as a list of Slurm's stands for.
  private static let nodeLimit = SlurmNodeList.limit

  private struct Process {
    var info: StructuredValue?
    var status: String?
    var started: String?
    var ended: String?
  }

  private var processes: [String: Process] = [:]
  /// In the order in which they first appear.
  private var names: [String] = []
  private var ended = false

  /// - Parameters:
  ///   - folder: the run's `azureml-logs`.
  ///   - place: the same as messages name it.
  init(in folder: String, shownAs place: String, reporting diagnostics: DiagnosticCollector) {
    for line in AzureProcesses.lines("process_info.json", in: folder, shownAs: place, reporting: diagnostics) {
      guard let name = line["process_name"]?.string else { continue }
      update(name) { $0.info = line }
    }
    let states = AzureProcesses.lines("process_status.json", in: folder, shownAs: place, reporting: diagnostics)
    for line in states {
      guard let name = line["process_name"]?.string, name != "*", let status = line["status"]?.string else { continue }
      let time = line["timestamp"]?.string
      update(name) { process in
        process.status = status
        if status == "Started" { process.started = time } else { process.ended = time }
      }
    }
    // The last line ends the run: what still runs then was terminated.
    guard let last = states.last, last["process_name"]?.string == "*" else { return }
    ended = true
    for name in names {
      update(name) { process in
        guard let status = process.status, !AzureProcesses.terminal.contains(status) else { return }
        process.status = "Terminated"
        process.ended = last["timestamp"]?.string
      }
    }
  }

  /// A table of them; nil if there are none.
  var table: MetricRecord? {
    guard !names.isEmpty else { return nil }
    let rows = names.compactMap { processes[$0] }
    func column(_ name: String, _ value: (Process) -> StructuredValue?) -> StructuredValue.Member {
      .init(name, .list(rows.map { value($0) ?? .null }))
    }
    let columns: [StructuredValue.Member] = [
      .init("process", .list(names.map { .string($0) })), column("node") { $0.info?["node_id"] },
      column("pid") { $0.info?["pid_in_container"] }, column("ip") { $0.info?["private_ip"] },
      column("log") { $0.info?["log"] }, column("status") { $0.status.map { .string($0) } },
      column("started") { $0.started.map { .string($0) } }, column("ended") { $0.ended.map { .string($0) } },
    ]
    return MetricRecord(
      name: "processes", kind: .table, step: nil, time: nil, data: StructuredValue.object(columns).withoutSignedQueries)
  }

  /// Where they ran, each node once, in the order of the processes.
  var nodes: [String] {
    var nodes: [String] = []
    var known: Set<String> = []
    for name in names {
      guard let node = processes[name]?.info?["node_id"]?.string, !node.isEmpty, nodes.count < AzureProcesses.nodeLimit,
        known.insert(node).inserted
      else { continue }
      nodes.append(node)
    }
    return nodes
  }

  /// How the run ended, if its processes say so.
  var status: RunStatus? {
    let all = processes.values.compactMap(\.status)
    if ended, all.contains("Failed") { return .failed }
    return !all.isEmpty && all.count == names.count && all.allSatisfy { $0 == "Completed" } ? .completed : nil
  }

  private mutating func update(_ name: String, _ change: (inout Process) -> Void) {
    if processes[name] == nil { names.append(name) }
    change(&processes[name, default: Process()])
  }

  private static func lines(
    _ name: String, in folder: String, shownAs place: String, reporting diagnostics: DiagnosticCollector
  ) -> [StructuredValue] {
    let path = folder + "/" + name
    guard let entry = FileBytes.entry(at: path, followingLinks: false), entry.kind == .file else { return [] }
    guard entry.size <= sizeLimit, let bytes = try? FileBytes.read(path) else {
      diagnostics.warn(place + "/" + name, "cannot be read, or is larger than \(sizeLimit) bytes")
      return []
    }
    var objects: [StructuredValue] = []
    var badLine: Int?
    var badCount = 0
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      if let value = try? JSONReader.read(Array(line)), value.object != nil {
        objects.append(value)
      } else {
        badLine = badLine ?? index + 1
        badCount += 1
      }
    }
    if badCount > 0 {
      diagnostics.warn(place + "/" + name, line: badLine, "lines that hold no JSON object: \(badCount)")
    }
    return objects
  }
}
