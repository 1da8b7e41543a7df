import Diagnostics
import FileAccess
import RunModel

/// Reads one training: its latest state, and what stands beside it.
struct TrainerRunReader {
  private let folder: String
  private let folders: RunFolders
  private let path: String
  /// The file, where its user named one; then no other is looked for.
  private let file: String?

  init(_ folder: String, file: String?, in folders: RunFolders) {
    self.folder = folder
    self.folders = folders
    self.file = file
    path = folders.path(of: folder)
  }

  private var checkpoints: [Int64] {
    guard file == nil, let entries = try? DirectoryListing.entries(of: path) else { return [] }
    return TrainerFolder.checkpoints(path, entries.filter { $0.kind == .directory }.map(\.name))
  }

  /// Of every state there is, and the files beside.
  var fingerprint: SourceFingerprint {
    let states =
      checkpoints.map { TrainerFolder.path(path, checkpoint: $0) } + [path + "/" + (file ?? TrainerFolder.state)]
    return SourceFingerprint.of(files: states).combined(with: files.fingerprint)
  }

  func read(reporting diagnostics: DiagnosticCollector) -> Run? {
    guard let state = latestState(reporting: diagnostics) else { return nil }
    var header = RunHeader(id: folder.isEmpty ? folders.name(of: folder) : folder, name: folders.name(of: folder))
    // The last row of a training that came to its end.
    if state.sortedSeries.contains(where: { $0.name == "train_runtime" }) { header.status = .completed }
    header.parameters = TrainerFields.parameters(state)
    header.tags = TrainerFields.tags(state)
    header.primaryMetric = TrainerFields.primaryMetric(state)
    let note = file == nil ? ModelCard.read(path, shownAs: shown("README.md"), reporting: diagnostics) : nil
    return Run(
      header: header, series: state.sortedSeries, records: state.records,
      files: file == nil ? files.list(shownAs: folders.shown(folder), reporting: diagnostics) : [], note: note)
  }

  private func shown(_ name: String) -> String { folders.shown(RunFolders.join(folder, name)) }

  /// What belongs to the training in its folder; the folders of checkpoints hold weights many times over.
  private var files: ChosenFiles {
    let isModel = file == nil
    return ChosenFiles(
      folder: path,
      isChosenFile: { name in isModel && name != "README.md" && TrainerFolder.isModelFile(name) },
      isChosenFolder: { _ in false })
  }

  // MARK: The state

  /// That of the training itself unless a checkpoint went further, or as far where that one is cut short; nil if none can be read.
  private func latestState(reporting diagnostics: DiagnosticCollector) -> TrainerStateReader? {
    let name = file ?? TrainerFolder.state
    let own =
      FileBytes.entry(at: path + "/" + name, followingLinks: false)?.kind == .file
      ? state(path + "/" + name, shownAs: shown(name), reporting: diagnostics) : nil
    let ownStep = own.flatMap { $0["global_step"]?.int64 ?? $0.lastLoggedStep }
    for step in checkpoints {
      if let ownStep, step < ownStep || (step == ownStep && own?.failure == nil) { break }
      let relative = PathText.lastPart(of: PathText.parent(of: TrainerFolder.path(path, checkpoint: step)))
      let shown = shown(relative + "/" + TrainerFolder.state)
      if let state = state(TrainerFolder.path(path, checkpoint: step), shownAs: shown, reporting: diagnostics) {
        return state
      }
    }
    return own
  }

  private func state(
    _ path: String, shownAs file: String, reporting diagnostics: DiagnosticCollector
  ) -> TrainerStateReader? {
    guard let bytes = FileBytes.read(path, shownAs: file, reporting: diagnostics) else { return nil }
    let state = TrainerStateReader(bytes)
    if let failure = state.failure {
      diagnostics.warn(
        file, line: LineCounter.line(of: failure.offset, in: bytes),
        "\(failure.problem): expected \(failure.expected); rows of log_history read before that: \(state.rowCount)")
    }
    if !state.leftOut.isEmpty {
      let names = state.leftOut.sorted { NameOrder.precedes($0, $1) }.prefix(5).map { "\"\($0.prefix(60))\"" }
      diagnostics.note(file, "values that are no numbers are left out: \(names.joined(separator: ", "))")
    }
    return state.isState ? state : nil
  }
}
