internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Reads the folder of one Sacred run.
struct SacredRunReader {
  let folder: String
  /// The folder as messages name it.
  let shownAs: String

  /// The run; whatever of it cannot be read is left out with a warning.
  func read(reporting diagnostics: DiagnosticCollector) -> Run? {
    func json(_ name: String, limit: Int64 = 1 << 30) -> StructuredValue? {
      JSONFile.read(folder + "/" + name, shownAs: shownAs + "/" + name, limit: limit, reporting: diagnostics)
    }
    let run = json(SacredLayout.run, limit: SacredLayout.runSizeLimit)?.withoutSignedQueries
    var header = SacredHeader.header(id: PathText.lastPart(of: folder), run)
    header.parameters =
      json(SacredLayout.config)?.unpickled.flatMembers(stopping: \.isPickled).namedValues ?? []

    var values = SacredValues()
    if let metrics = json(SacredLayout.metrics) { values.add(metrics: metrics) }
    if let info = json(SacredLayout.info) { values.add(info: info.withoutSignedQueries) }
    values.report(on: shownAs, to: diagnostics)
    header.tags = (SacredHeader.tags(run) + values.infoTags).namedValues

    return Run(
      header: header, series: values.sortedSeries, records: SacredHeader.resultRecords(run) + values.records,
      files: files(run, reporting: diagnostics), note: SacredHeader.note(run))
  }

  /// The files in the run's folder, with the sources and resources it shares with other runs.
  private func files(_ run: StructuredValue?, reporting diagnostics: DiagnosticCollector) -> [RunFile] {
    var files = RunFileListing.files(
      in: folder, layout: .artifacts, excluding: SacredLayout.own, reporting: diagnostics, shownAs: shownAs)
    for index in files.indices where files[index].path == SacredLayout.console { files[index].role = .log }
    let shared =
      shared(run?["experiment"]?["sources"], kept: SacredLayout.sources, as: "sources")
      + shared(run?["resources"], kept: SacredLayout.resources, as: "resources")
    var paths = Set(files.map(\.path))
    files += shared.filter { paths.insert($0.path).inserted }
    return files.sorted { NameOrder.precedes($0.path, $1.path) }
  }

  /// Pairs of a file's own path and that of its copy, which stands in a folder beside the runs.
  ///
  /// The paths as written never hold on another machine; ids of runs may be nested, so the folder may be one further up.
  private func shared(_ pairs: StructuredValue?, kept name: String, as role: String) -> [RunFile] {
    let beside = PathText.parent(of: folder)
    let kept = [beside, PathText.parent(of: beside)].map { $0 + "/" + name }.first {
      FileBytes.entry(at: $0, followingLinks: false)?.kind == .directory
    }
    guard let kept else { return [] }
    return (pairs?.list ?? []).compactMap { pair in
      guard let items = pair.list, items.count == 2, let original = items[0].string, let copy = items[1].string,
        let entry = FileBytes.entry(at: kept + "/" + PathText.lastPart(of: copy), followingLinks: false),
        entry.kind == .file
      else { return nil }
      let parts = original.split(separator: "/").map(String.init)
      let isPlain = !original.hasPrefix("/") && !parts.contains { $0 == ".." || $0 == "." }
      guard let last = parts.last, last != "..", last != "." else { return nil }
      return RunFile(
        path: role + "/" + (isPlain ? parts.joined(separator: "/") : last), location: kept + "/" + entry.name,
        size: entry.size, role: .other)
    }
  }
}
