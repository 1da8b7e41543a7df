internal import Diagnostics
internal import FileAccess
internal import RunModel

/// A logdir of TensorBoard: every folder with event files is a run, all of them are one experiment.
struct TensorBoardStore: RunStore {
  let formatName = "TensorBoard"
  let location: String
  /// The key and id of the run whose event files stand in the logdir itself, as TensorBoard names it.
  static let rootKey = "."

  private let place: StorePlace
  /// The folders with event files by their paths in the logdir, in order.
  private let keys: [String]
  private let sessions: SessionFinder

  init(_ place: StorePlace) {
    self.place = place
    location = place.shown
    var folders = [""]
    if case .runFolders(let found) = place.content { folders = found }
    keys = folders.map { $0.isEmpty ? TensorBoardStore.rootKey : $0 }
    sessions = SessionFinder(root: place.path, keys: keys)
  }

  private var isFile: Bool { place.content == .file }

  var folders: [String] {
    isFile ? [] : keys.filter { $0 != TensorBoardStore.rootKey }.map { StorePlace.join(place.path, $0) }
  }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    let folder = isFile ? PathText.parent(of: place.path) : place.path
    var experiment = Experiment(id: PathText.lastPart(of: folder), name: PathText.lastPart(of: folder))
    declare(&experiment)
    return [ExperimentListing(experiment: experiment, key: TensorBoardStore.rootKey, runs: keys.map(RunReference.init))]
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? {
    // Whether a run above is a session decides who the parent is.
    let above = isFile ? [] : sessions.runs(above: run.key)
    return SourceFingerprint.of(files: files(of: run.key) + above.flatMap(files))
  }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    let shown = run.key == TensorBoardStore.rootKey ? location : StorePlace.join(location, run.key)
    var reader = TensorBoardRunReader(shownAs: shown, reporting: diagnostics)
    if isFile {
      reader.read(place.path, shownAs: location)
    } else {
      let folder = folder(of: run.key)
      do {
        for entry in try EventFiles.entries(of: folder) {
          let shown = "\(shown)/\(entry.name)"
          if entry.kind == .symbolicLink {
            diagnostics.warn(shown, "symbolic link, not followed")
          } else {
            reader.read("\(folder)/\(entry.name)", shownAs: shown)
          }
        }
      } catch {
        diagnostics.warn(shown, "cannot be listed: \(error.reason)")
        return nil
      }
    }
    var loaded = reader.run(id: run.key)
    loaded.header.name = run.key == TensorBoardStore.rootKey ? PathText.lastPart(of: place.path) : run.key
    if !isFile { loaded.header.parent = sessions.parent(of: run.key) }
    return loaded
  }

  /// Takes over what the hparams plugin says of all runs.
  ///
  /// It stands at the start of a file, as a rule of the logdir's own run or of the one above the sessions; torch writes
  /// it into every session. So few runs are asked, and little of each is read.
  private func declare(_ experiment: inout Experiment) {
    let nearest = keys.map { (depth: $0.utf8.count { $0 == UInt8(ascii: "/") }, key: $0) }
      .sorted { $0.depth < $1.depth }
    for (_, key) in nearest.prefix(8) {
      var collector = EventCollector()
      for file in files(of: key).prefix(2) {
        guard var reader = try? EventFileReader(file, limit: 64 << 10) else { continue }
        while let record = reader.next() { collector.take(record) }
      }
      guard let found = collector.hparams.experiment else { continue }
      experiment.created = found.created
      for metric in found.metrics where !metric.tag.isEmpty {
        let description = metric.description.isEmpty ? metric.displayName : metric.description
        experiment.metrics[metric.tag] = MetricDeclaration(description: description.isEmpty ? nil : description)
      }
      // Lightning's hp_metric is -1 unless somebody logs it.
      if found.metrics.count == 1, let tag = found.metrics.first?.tag, !tag.isEmpty, tag != "hp_metric" {
        experiment.primaryMetric = tag
      }
      return
    }
  }

  private func folder(of key: String) -> String {
    key == TensorBoardStore.rootKey ? place.path : StorePlace.join(place.path, key)
  }

  /// The paths of a run's event files.
  private func files(of key: String) -> [String] {
    if isFile { return [place.path] }
    let folder = folder(of: key)
    return ((try? EventFiles.entries(of: folder)) ?? []).filter { $0.kind == .file }.map { "\(folder)/\($0.name)" }
  }
}
