import Diagnostics
import FileAccess
import RunModel

/// Reads one run: all its pieces, one after the other.
struct WandBRunReader {
  let pieces: [RunPiece]
  let folders: RunFolders
  let diagnostics: DiagnosticCollector

  private var facts = RunFacts()
  private var summary = Summary()
  private var series = SeriesPieces()
  private var records: [String: [MetricRecord]] = [:]
  private var files: [RunFile] = []
  private var lastStep: Int64?
  private var hasRecords = false
  private var skippedMedia: [String: Int] = [:]

  init(pieces: [RunPiece], folders: RunFolders, diagnostics: DiagnosticCollector) {
    self.pieces = pieces
    self.folders = folders
    self.diagnostics = diagnostics
  }

  /// Nil if nothing of it can be read.
  mutating func read() -> Run? {
    guard let newest = pieces.last else { return nil }
    for piece in pieces { read(piece) }
    addSummary()
    let place = folders.shown(newest.filePath ?? newest.folder)
    if !skippedMedia.isEmpty {
      let list = skippedMedia.sorted { NameOrder.precedes($0.key, $1.key) }.map { "\($0.key) (\($0.value))" }
      diagnostics.note(place, "logged objects that are not shown: \(list.joined(separator: ", "))")
    }
    return Run(
      header: facts.header(id: facts.id ?? newest.id, hasRecords: hasRecords), series: series.sorted,
      records: sortedRecords, files: files.sorted { NameOrder.precedes($0.path, $1.path) }, note: facts.note)
  }

  private mutating func read(_ piece: RunPiece) {
    facts.beginFile()
    let prefix = pieces.count > 1 && !piece.folder.isEmpty ? piece.folder + "/" : ""
    let shown = folders.shown(piece.folder)
    let folder = folders.path(of: piece.folder)
    let listed =
      piece.ownsFolder
      ? RunFolderFiles(folder: folder, shownAs: shown, prefix: prefix, reporting: diagnostics) : nil
    files += listed?.files ?? []
    let log = piece.filePath.flatMap { readLog($0) }
    if let log { add(log, piece: piece, listed: listed, prefix: prefix) }
    guard piece.ownsFolder else { return }

    let folderFacts = RunFolderFacts(folder: folder + "/files", shown: shown + "/files", diagnostics: diagnostics)
    folderFacts.addMetadata(to: &facts)
    if !facts.hasRun { folderFacts.addConfig(to: &facts) }
    if (log?.history.rowCount ?? 0) == 0, folderFacts.addSummary(to: &summary) {
      diagnostics.note(shown, "has no history here, only last values: each metric is one point")
    }
  }

  /// Reads a `.wandb` file; nil, with a warning, if it is none.
  private mutating func readLog(_ relative: String) -> RunLog? {
    let place = folders.shown(relative)
    let log: RunLog
    do {
      log = try RunLog.read(folders.path(of: relative), facts: &facts, summary: &summary)
    } catch {
      diagnostics.warn(place, "cannot be read: \(error.reason)")
      return nil
    }
    switch log.log.isMarked {
    case nil: diagnostics.note(place, "is empty")
    case false?: diagnostics.warn(place, "is no file of W&B's records, which begin with \":W&B\"")
    default: break
    }
    if let offset = log.log.firstDamage {
      let more = log.log.damageCount - 1
      diagnostics.warn(
        place,
        "is damaged at byte \(offset)" + (more > 0 ? " and at \(more) more places" : "")
          + ": the records there are lost, all others are kept")
    }
    if log.log.isCut {
      diagnostics.note(place, "ends within a record, as when a run is killed: what is before is kept")
    }
    if log.unreadableCount > 0 { diagnostics.warn(place, "\(log.unreadableCount) records cannot be read as such") }
    if log.history.refusedCount > 0 {
      diagnostics.warn(place, "\(log.history.refusedCount) logged values are left out: no JSON, or too many metrics")
    }
    return log.log.recordCount > 0 ? log : nil
  }

  private mutating func add(_ log: RunLog, piece: RunPiece, listed: RunFolderFiles?, prefix: String) {
    hasRecords = true
    facts.note(log.newestTime)
    series.add(log.history.series)
    lastStep = log.history.lastStep ?? lastStep
    skippedMedia.merge(log.history.skippedMedia) { $0 &+ $1 }
    for (name, value) in log.history.others { records[name] = MediaRecords.record(name, value).map { [$0] } }
    if let listed {
      for (name, object) in log.history.media {
        let found = MediaRecords.records(name, object, in: listed)
        if !found.isEmpty { records[name] = found }
      }
    }
    guard log.console.size > 0, listed?.holdsConsole != true, let path = piece.filePath else { return }
    files.append(
      RunFile(
        path: prefix + "output.log", location: folders.path(of: path), size: log.console.size, role: .log,
        pieces: log.console.pieces))
  }

  /// Adds the values of the summary that were never logged: each is one point.
  private mutating func addSummary() {
    let step = summary.own("_step")?.int64 ?? lastStep ?? 0
    let time = summary.own("_timestamp")?.double.flatMap(TimeScanner.seconds)
    let logged = series
    for (name, value) in summary.values {
      if let number = LoggedNumber.of(value) {
        if !WandBRunReader.isAggregate(name, of: logged) { series.add(name, step: step, time: time, value: number) }
      } else if records[name] == nil, !logged.holds(name) {
        let last = LoggedValue(value: value, step: step, time: time)
        records[name] = MediaRecords.record(name, last).map { [$0] }
      }
    }
  }

  /// Whether a value of the summary is one of those `define_metric` asks for of a metric that was logged.
  private static func isAggregate(_ name: String, of series: SeriesPieces) -> Bool {
    guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let kinds: Set<Substring> = ["min", "max", "mean", "best", "last", "first"]
    return kinds.contains(name[name.index(after: point)...]) && series.holds(String(name[..<point]))
  }

  /// In the order of steps.
  private var sortedRecords: [MetricRecord] {
    records.values.joined().enumerated().sorted { a, b in
      let steps = (a.element.step ?? 0, b.element.step ?? 0)
      if steps.0 != steps.1 { return steps.0 < steps.1 }
      if a.element.name != b.element.name { return NameOrder.precedes(a.element.name, b.element.name) }
      return a.offset < b.offset
    }.map(\.element)
  }
}
