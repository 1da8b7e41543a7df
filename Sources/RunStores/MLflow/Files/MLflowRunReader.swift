internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Reads one run of an MLflow file store.
struct MLflowRunReader: ~Copyable {
  /// A gigabyte holds some thirty million values of one metric.
  private static let metricSizeLimit = 1 << 30
  /// As many bad lines of one file are told one by one.
  private static let faultLimit = 20

  private let folder: String
  private let id: String
  private let experiment: String
  /// The run's folder as messages show it.
  private let place: String
  private let diagnostics: DiagnosticCollector
  private var files: NameTree

  init(location: String, path: String, key: String, reporting diagnostics: DiagnosticCollector) {
    folder = "\(path)/\(key)"
    id = PathText.lastPart(of: key)
    experiment = PathText.lastPart(of: PathText.parent(of: key))
    place = "\(location)/\(key)"
    self.diagnostics = diagnostics
    files = NameTree(reporting: diagnostics)
  }

  /// The run's metadata and tags; nil if it is no run of its experiment or to be left out.
  mutating func header(includingDeleted: Bool) -> RunHeader? {
    guard let handle = opened() else { return nil }
    return header(handle, includingDeleted: includingDeleted)
  }

  private func opened() -> FolderHandle? {
    do {
      return try FolderHandle.open(folder)
    } catch {
      diagnostics.warn(place, error.reason)
      return nil
    }
  }

  private mutating func header(_ handle: borrowing FolderHandle, includingDeleted: Bool) -> RunHeader? {
    guard var header = header(handle), includingDeleted || !header.isDeleted else { return nil }
    header.tags = files.values(in: MLflowLayout.tags, of: handle, shownAs: "\(place)/\(MLflowLayout.tags)")
    MLflowTags.apply(header.tags, to: &header)
    return header
  }

  /// Everything in the run; nil if it is no run of its experiment or to be left out.
  mutating func run(includingDeleted: Bool) -> Run? {
    guard let handle = opened(), var header = header(handle, includingDeleted: includingDeleted) else { return nil }
    header.parameters = files.values(
      in: MLflowLayout.parameters, of: handle, shownAs: "\(place)/\(MLflowLayout.parameters)")
    let note = MLflowTags.note(in: header.tags)
    let artifacts = RunFileListing.files(
      in: "\(folder)/\(MLflowLayout.artifacts)", layout: .artifacts, reporting: diagnostics,
      shownAs: "\(place)/\(MLflowLayout.artifacts)")
    return Run(header: header, series: series(handle), files: artifacts, note: note)
  }

  /// What the run's metadata says; nil if it is the metadata of another experiment's run.
  private mutating func header(_ handle: borrowing FolderHandle) -> RunHeader? {
    let place = "\(place)/\(MLflowLayout.meta)"
    let diagnostics = diagnostics
    let read = files.withFile(MLflowLayout.meta, of: handle, shownAs: place, limit: MetaFile.sizeLimit) { bytes in
      MetaFile.fields(bytes) { line, message in diagnostics.warn(place, line: line, message) }
    }
    // The numbers of a run are worth showing without the rest.
    guard let fields = read else { return RunHeader(id: id) }
    if let written = fields.text("experiment_id"), written != experiment {
      diagnostics.warn(
        place, "experiment_id is \"\(written)\" in the folder of experiment \"\(experiment)\", so the run is left out")
      return nil
    }
    let written = fields.text("run_id") ?? fields.text("run_uuid") ?? id
    if written != id { diagnostics.note(place, "run_id is \"\(written)\" in the folder \"\(id)\"") }

    var header = RunHeader(id: written, name: fields.text("run_name") ?? "")
    let status = fields.text("status")
    if status != nil || !fields.isDamaged { (header.status, header.statusText) = MLflowStatus.read(status) }
    header.start = fields.integer("start_time").map { Timestamp(milliseconds: $0) }
    header.end = fields.integer("end_time").map { Timestamp(milliseconds: $0) }
    header.user = fields.text("user_id")
    header.isDeleted = fields.text("lifecycle_stage") == "deleted"
    return header
  }

  private mutating func series(_ handle: borrowing FolderHandle) -> [MetricSeries] {
    let place = "\(place)/\(MLflowLayout.metrics)"
    let diagnostics = diagnostics
    var all: [MetricSeries] = []
    files.forEachFile(
      in: MLflowLayout.metrics, of: handle, shownAs: place, limit: MLflowRunReader.metricSizeLimit
    ) { name, bytes in
      var faults = 0
      let series = MLflowMetricFile.series(named: name, from: bytes) { problem in
        faults += 1
        guard faults <= MLflowRunReader.faultLimit else { return }
        MLflowRunReader.tell(problem, file: "\(place)/\(name)", to: diagnostics)
      }
      if faults > MLflowRunReader.faultLimit {
        diagnostics.warn("\(place)/\(name)", "\(faults - MLflowRunReader.faultLimit) more lines hold no value")
      }
      if series.count > 0 { all.append(series) }
    }
    return all.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  private static func tell(_ problem: MLflowMetricFile.Problem, file: String, to diagnostics: DiagnosticCollector) {
    let expectation = ", expected `timestamp value step`"
    switch problem.fault {
    case .timestamp:
      diagnostics.warn(file, line: problem.line, "timestamp is not a whole number: \(problem.found)\(expectation)")
    case .value:
      diagnostics.warn(file, line: problem.line, "value is not a number: \(problem.found)\(expectation)")
    case .step:
      diagnostics.warn(file, line: problem.line, "step is not a whole number: \(problem.found)\(expectation)")
    case nil:
      diagnostics.note(file, line: problem.line, "the last line is cut short and left out")
    }
  }
}
