import Diagnostics
import FileAccess
import RunModel

/// Reads one run's folder: `run.json`, `metrics*.jsonl`, `notes.md` and the list of its files.
struct NativeRunReader {
  let folder: String
  let shownAs: String

  /// What `run.json` says.
  func readHeader(reporting diagnostics: DiagnosticCollector) -> RunHeader? {
    CheckedObject(readingFrom: folder + "/run.json", shownAs: shownAs + "/run.json", reporting: diagnostics)
      .map { header(from: $0, reporting: diagnostics) }
  }

  func read(reporting diagnostics: DiagnosticCollector) -> Run? {
    guard var header = readHeader(reporting: diagnostics) else { return nil }
    let metrics = readMetrics(isLive: header.status.isLive, reporting: diagnostics)
    header.heartbeat = [header.heartbeat, metrics.newestTime].compactMap { $0 }.max()
    // A run that Azure ML started on several nodes says which process ran where.
    let processes = AzureProcesses(
      in: folder + "/azureml-logs", shownAs: shownAs + "/azureml-logs", reporting: diagnostics)
    if header.nodes.isEmpty { header.nodes = processes.nodes }
    return Run(
      header: header, series: metrics.sortedSeries, records: metrics.records + [processes.table].compactMap { $0 },
      files: RunFileListing.files(
        in: folder, excluding: ["run.json", "notes.md"], reporting: diagnostics, shownAs: shownAs
      ).filter { !NativeRunReader.isMetricFile($0.path) && !NativeRunReader.isHidden($0.path) },
      note: NoteFile.read(folder + "/notes.md", shownAs: shownAs + "/notes.md", reporting: diagnostics))
  }

  private func header(from json: CheckedObject, reporting diagnostics: DiagnosticCollector) -> RunHeader {
    let folderName = PathText.lastPart(of: folder)
    var header = RunHeader(id: json.string("id") ?? "")
    if header.id.isEmpty {
      diagnostics.warn(json.file, "\"id\" is missing: the folder's name stands for it")
      header.id = folderName
    }
    if let format = json.whole("format"), format != 1 {
      diagnostics.warn(json.file, "\"format\" is \(format), this program knows 1: what it understands is shown")
    }
    header.name = json.string("name") ?? folderName
    if let word = json.string("status") {
      header.status = RunStatus(rawValue: word) ?? .unknown
      if header.status == .unknown && word != "unknown" {
        header.statusText = word
        json.complain(about: "status", expecting: "queued, preparing, running, completed, failed or canceled")
      }
    }
    header.submitted = json.time("submitted")
    header.start = json.time("start")
    header.end = json.time("end")
    header.heartbeat = json.time("heartbeat")
    header.user = json.string("user")
    header.parent = json.string("parent")
    if let word = json.string("kind") {
      header.kind = RunKind(rawValue: word) ?? .script
      if RunKind(rawValue: word) == nil {
        json.complain(about: "kind", expecting: "script, pipeline, sweep or automl")
      }
    }
    header.computeTarget = json.string("compute_target")
    header.nodeCount = json.whole("node_count")
    header.nodes = json.strings("nodes")
    header.parameters = json.namedValues("parameters")
    header.tags = json.namedValues("tags")
    header.script = json.string("script")
    header.arguments = json.strings("arguments")
    header.primaryMetric = json.string("primary_metric")
    header.error = json.string("error")
    if let source = json.value["source"] {
      var dirty: Bool?
      if case .bool(let flag) = source["dirty"] { dirty = flag }
      header.source = SourceRevision(
        repository: source["repository"]?.string, branch: source["branch"]?.string,
        commit: source["commit"]?.string, isDirty: dirty)
    }
    return header
  }

  private func readMetrics(isLive: Bool, reporting diagnostics: DiagnosticCollector) -> MetricLines {
    let names = ((try? DirectoryListing.entries(of: folder)) ?? [])
      .filter { $0.kind == .file && NativeRunReader.isMetricFile($0.name) }.map(\.name)
    var lines = MetricLines(isLive: isLive, isJoined: names.count > 1)
    for name in names {
      let file = shownAs + "/" + name
      guard let bytes = FileBytes.read(folder + "/" + name, shownAs: file, reporting: diagnostics) else { continue }
      lines.read(bytes, file: file, reporting: diagnostics)
    }
    if names.count > 1 { lines.orderByTime() }
    return lines
  }

  /// Whether a part of the path starts with a dot: what editors and file systems leave behind.
  private static func isHidden(_ path: String) -> Bool {
    path.hasPrefix(".") || path.contains("/.")
  }

  /// `metrics.jsonl`, and `metrics-<anything>.jsonl` of runs with several writers.
  static func isMetricFile(_ name: String) -> Bool {
    guard !name.utf8.contains(UInt8(ascii: "/")) else { return false }
    return name == "metrics.jsonl" || (name.hasPrefix("metrics-") && name.hasSuffix(".jsonl"))
  }
}
