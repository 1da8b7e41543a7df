internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Reads one run: its documents first, and from its logs what they do not say.
struct AzureRunReader {
  let entry: AzureRunEntry
  /// The store's folder, and as messages name it.
  let root: String
  let shownAs: String
  let diagnostics: DiagnosticCollector

  func read() -> Run {
    for path in entry.broken { _ = document(path) }
    let details = entry.details.flatMap(document)
    let files = entry.folder.map { folder in
      AzureFiles.files(
        of: entry, in: StorePlace.join(root, folder), shownAs: StorePlace.join(shownAs, folder), reporting: diagnostics)
    }
    var header = RunHeader(id: entry.id, name: name)
    if let details { AzureDetails.apply(details, to: &header) }
    header.parent = header.parent ?? AzureRunId.parent(of: entry.id) ?? entry.logIdentity.parent
    if header.kind == .script, AzureRunId.isSweep(entry.id) { header.kind = .sweep }
    if header.kind == .script, AzureRunId.isAutoML(entry.id) { header.kind = .automl }
    let processes = processes()
    header.computeTarget = header.computeTarget ?? entry.logIdentity.computeTarget
    header.nodeCount = header.nodeCount ?? entry.logIdentity.nodeCount
    header.nodes = entry.logIdentity.nodes
    for node in processes?.nodes ?? [] where !header.nodes.contains(node) { header.nodes.append(node) }
    if entry.folder != nil, details == nil { readLogs(files ?? [], processes, into: &header) }

    var metrics = AzureMetrics(files: Set((files ?? []).map(\.path)))
    for path in entry.metrics {
      guard let value = document(path) else { continue }
      // Of several runs by their ids, or of this one.
      metrics.add(value[entry.id].flatMap { $0.object == nil ? nil : $0 } ?? value)
    }
    if let last = entry.metrics.last { metrics.report(on: StorePlace.join(shownAs, last), to: diagnostics) }
    return Run(
      header: header, series: metrics.sortedSeries, records: metrics.records + [processes?.table].compactMap { $0 },
      files: files ?? [])
  }

  /// What tells runs apart for people: not a UUID, of which eight digits do.
  private var name: String {
    let folder = entry.folder.map { PathText.lastPart(of: StorePlace.join(root, $0)) } ?? entry.id
    if AzureRunId.id(folder: folder) != nil { return AzureRunId.isUUID(entry.id) ? "" : entry.id }
    return folder
  }

  private func document(_ path: String) -> StructuredValue? {
    JSONFile.read(
      StorePlace.join(root, path), shownAs: StorePlace.join(shownAs, path), limit: AzureDocuments.sizeLimit,
      reporting: diagnostics)?.withoutSignedQueries
  }

  private var logsFolder: (path: String, shown: String)? {
    entry.folder.map { folder in
      let relative = [folder, entry.logsRoot].filter { !$0.isEmpty }.joined(separator: "/")
      return (StorePlace.join(root, relative), StorePlace.join(shownAs, relative))
    }
  }

  private func processes() -> AzureProcesses? {
    logsFolder.map { folder in
      AzureProcesses(
        in: folder.path + "/" + AzureLayout.driverLogs, shownAs: folder.shown + "/" + AzureLayout.driverLogs,
        reporting: diagnostics)
    }
  }

  private func readLogs(_ files: [RunFile], _ processes: AzureProcesses?, into header: inout RunHeader) {
    guard let folder = logsFolder else { return }
    // The numbers count up: the driver's last log is that of the highest, of its first process.
    let drivers = files.filter { AzureLayout.isDriverLog($0.name) && $0.obstacle == nil }
    let number = drivers.map { $0.name.prefix(2) }.max()
    let last = drivers.first { $0.name.prefix(2) == number }
    let outcome = AzureLogOutcome(root: folder.path, driverLog: last?.location, processes: processes?.status)
    header.status = outcome.status ?? .unknown
    header.error = outcome.error
    header.start = outcome.start
    header.heartbeat = outcome.last
    if header.status == .completed || header.status == .failed { header.end = outcome.last }
  }
}
