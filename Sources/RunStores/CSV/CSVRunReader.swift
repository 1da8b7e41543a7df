import Diagnostics
import FileAccess
import RunModel

/// Reads one training log with what stands beside it.
struct CSVRunReader {
  private let place: CSVRunPlace
  private let folders: RunFolders
  private let path: String
  /// As messages name it.
  private let shown: String

  init(_ place: CSVRunPlace, in folders: RunFolders) {
    self.place = place
    self.folders = folders
    path = folders.path(of: place.key)
    shown = folders.shown(place.key)
  }

  /// Of the log, its settings and the files that belong to the run.
  var fingerprint: SourceFingerprint {
    let settings = place.profile.settings.map { folders.path(of: RunFolders.join(place.folder, $0)) }
    let own = SourceFingerprint.of(files: [path] + settings)
    return files.map { own.combined(with: $0.fingerprint) } ?? own
  }

  func read(reporting diagnostics: DiagnosticCollector) -> Run? {
    let head: CSVHead
    do {
      head = try CSVHead(of: path)
    } catch {
      diagnostics.warn(shown, error.reason)
      return nil
    }
    let neighbours = Set(place.profile.settings.filter { FileBytes.isFile(sibling($0)) })
    let folder = folders.name(of: place.folder)
    guard let layout = CSVLayout(head, name: place.file, in: folder, beside: neighbours, isNamed: true) else {
      diagnostics.warn(shown, "holds no column of numbers that could be a metric")
      return nil
    }
    var reader = CSVSeriesReader(head, layout)
    reader.read(path)
    CSVFindingsReport(reader.findings, head, layout, file: shown).tell(to: diagnostics)

    var header = RunHeader(id: place.id(in: folders), name: place.runName(in: folders))
    header.start = reader.earliestTime.map(Timestamp.init(milliseconds:))
    header.heartbeat = reader.latestTime.map(Timestamp.init(milliseconds:))
    if header.start == nil { header.start = layout.start.flatMap(TimeScanner.seconds) }
    header.parameters = parameters(layout, reporting: diagnostics)
    return Run(header: header, series: reader.series, files: list(reporting: diagnostics))
  }

  private func sibling(_ name: String) -> String { folders.path(of: RunFolders.join(place.folder, name)) }

  private func parameters(_ layout: CSVLayout, reporting diagnostics: DiagnosticCollector) -> [NamedValue] {
    var byName: [String: String] = [:]
    if let environment = layout.environment { byName["env_id"] = environment }
    for name in place.profile.settings {
      let shown = folders.shown(RunFolders.join(place.folder, name))
      for value in ParameterList.read(sibling(name), shownAs: shown, reporting: diagnostics) {
        byName[value.name] = value.value
      }
    }
    return byName.map { NamedValue($0.key, $0.value) }.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  /// The files of a run whose folder is the run's own; nil where anything may stand beside the log.
  private var files: ChosenFiles? {
    guard !place.profile.folders.isEmpty else { return nil }
    let excluded = Set(place.profile.settings + [place.file])
    let chosenFolders = place.profile.folders
    return ChosenFiles(
      folder: folders.path(of: place.folder),
      isChosenFile: { !excluded.contains($0) && !$0.contains("tfevents") },
      isChosenFolder: { chosenFolders.contains($0) })
  }

  private func list(reporting diagnostics: DiagnosticCollector) -> [RunFile] {
    files?.list(shownAs: folders.shown(place.folder), reporting: diagnostics) ?? []
  }
}

extension CSVLayout.Profile {
  /// Files beside the log that hold parameters; a later one overrules those before it.
  var settings: [String] {
    switch self {
    case .ultralytics: ["hyp.yaml", "opt.yaml", "args.yaml"]
    case .lightning: ["hparams.yaml"]
    case .ray: ["params.json"]
    case .monitor, .other: []
    }
  }

  /// Folders beside the log that are the run's, as are all files beside it; none if the folder is not the run's own.
  var folders: Set<String> {
    switch self {
    case .ultralytics: ["weights"]
    case .lightning: ["checkpoints"]
    case .ray, .monitor, .other: []
    }
  }
}
