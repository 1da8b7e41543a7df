import Diagnostics
import FileAccess
import RunModel

/// Reads one folder of DVCLive: the tables of its plots, the latest values in `metrics.json`, parameters and files.
struct DVCLiveRunReader {
  private let folder: String
  private let folders: RunFolders
  private let path: String
  private static let depthLimit = 32

  init(_ folder: String, in folders: RunFolders) {
    self.folder = folder
    self.folders = folders
    path = folders.path(of: folder)
  }

  var fingerprint: SourceFingerprint {
    SourceFingerprint.of(files: [besideParameters, legacySummary].compactMap { $0 }.map(folders.path(of:)))
      .combined(with: chosen(withPlots: true).fingerprint)
  }

  func read(reporting diagnostics: DiagnosticCollector) -> Run? {
    var series = tables(reporting: diagnostics)
    let summary = summary(reporting: diagnostics)
    let known = Set(series.map(\.name))
    series += summary.series.filter { !known.contains($0.name) }

    var header = RunHeader(id: folder.isEmpty ? folders.name(of: folder) : folder, name: folders.name(of: folder))
    let times = series.lazy.flatMap(\.times).filter { $0 != MetricSeries.noTime }
    header.start = times.min().map(Timestamp.init(milliseconds:))
    header.heartbeat = times.max().map(Timestamp.init(milliseconds:))
    header.parameters = parameters(reporting: diagnostics)
    let files = chosen(withPlots: false).list(shownAs: folders.shown(folder), reporting: diagnostics)
    return Run(
      header: header, series: series.sorted { NameOrder.precedes($0.name, $1.name) }, records: summary.records,
      files: files.filter { !$0.path.hasPrefix(DVCLiveLayout.plotMetrics + "/") })
  }

  private func below(_ name: String) -> String { RunFolders.join(folder, name) }

  // MARK: Tables

  /// The series in all tables, each once: a name in the layout of today before that of earlier versions.
  private func tables(reporting diagnostics: DiagnosticCollector) -> [MetricSeries] {
    var found: [MetricSeries] = []
    var names: Set<String> = []
    func take(_ name: String, _ relative: String) {
      guard !names.contains(name), let series = table(relative, name, reporting: diagnostics) else { return }
      names.insert(name)
      found.append(series)
    }
    for top in DVCLiveLayout.tableFolders(in: path) {
      DirectoryListing.walk(
        path + "/" + top,
        visit: { relative, entry in
          guard entry.kind == .file, DVCLiveLayout.isTable(relative) else { return }
          take(String(relative.dropLast(4)), below(top + "/" + relative))
        }, failed: { diagnostics.warn(folders.shown(below(top)), "cannot be listed: \($0.reason)") })
    }
    let top = ((try? DirectoryListing.entries(of: path)) ?? []).filter { $0.kind == .file }.map(\.name)
    for name in DVCLiveLayout.legacyTables(path, top) { take(String(name.dropLast(4)), below(name)) }
    return found
  }

  /// The series in one table; nil if it holds no number, as for a metric that is text.
  private func table(_ relative: String, _ name: String, reporting diagnostics: DiagnosticCollector) -> MetricSeries? {
    let file = folders.path(of: relative)
    let head: CSVHead
    do {
      head = try CSVHead(of: file)
    } catch {
      // A table that was begun and holds no row yet is nothing to speak of.
      if case .empty = error { return nil }
      diagnostics.warn(folders.shown(relative), error.reason)
      return nil
    }
    guard let step = head.names.firstIndex(of: "step"), head.names.count > 1 else {
      diagnostics.warn(folders.shown(relative), line: head.headerLine, "has no column \"step\", so it is left out")
      return nil
    }
    let time = head.names.firstIndex(of: "timestamp")
    let isOther = { (index: Int) in index != step && index != time }
    guard let value = head.names.indices.last(where: isOther) else { return nil }
    let layout = CSVLayout(
      stepColumn: step, timeColumn: time, leftOut: Set(head.names.indices.filter { isOther($0) && $0 != value }))
    var reader = CSVSeriesReader(head, layout)
    reader.read(file)
    guard var series = reader.series.first else { return nil }
    series.name = name
    CSVFindingsReport(reader.findings, head, layout, file: folders.shown(relative)).tell(to: diagnostics)
    return series
  }

  // MARK: metrics.json

  /// The latest values: those without a table become series of one value, text becomes records.
  private func summary(
    reporting diagnostics: DiagnosticCollector
  ) -> (series: [MetricSeries], records: [MetricRecord]) {
    let own = below(DVCLiveLayout.metrics)
    let file = FileBytes.isFile(folders.path(of: own)) ? own : legacySummary
    guard let file, FileBytes.entry(at: folders.path(of: file), followingLinks: false)?.kind == .file,
      let json = CheckedObject(
        readingFrom: folders.path(of: file), shownAs: folders.shown(file), reporting: diagnostics)
    else { return ([], []) }
    let step = json.value["step"]?.int64
    var series: [MetricSeries] = []
    var records: [MetricRecord] = []
    var names: Set<String> = []
    DVCLiveRunReader.forEachValue(in: json.value) { name, value in
      guard name != "step", names.insert(name).inserted else { return }
      if let number = MetricWord.number(value) {
        series.append(MetricSeries(name: name, steps: [step ?? 0], times: [MetricSeries.noTime], values: [number]))
      } else if case .string = value {
        records.append(MetricRecord(name: name, kind: .text, step: step, time: nil, data: value))
      }
    }
    return (series, records)
  }

  /// Names are cut at their slashes into objects.
  private static func forEachValue(
    in value: StructuredValue, name: String = "", depth: Int = 0, _ body: (String, StructuredValue) -> Void
  ) {
    guard let members = value.object, depth < depthLimit else { return body(name, value) }
    for member in members {
      let path = name.isEmpty ? member.name : name + "/" + member.name
      forEachValue(in: member.value, name: path, depth: depth + 1, body)
    }
  }

  /// `dvclive.json` beside `dvclive`, before version 1.0; never outside the searched folder.
  private var legacySummary: String? { folder.isEmpty ? nil : folder + ".json" }

  // MARK: Parameters and files

  private var besideParameters: String? {
    folder.isEmpty ? nil : RunFolders.join(RunFolders.above(folder), DVCLiveLayout.parameters)
  }

  /// Those logged into the folder; else those of the pipeline beside it.
  private func parameters(reporting diagnostics: DiagnosticCollector) -> [NamedValue] {
    let own = below(DVCLiveLayout.parameters)
    let file = FileBytes.isFile(folders.path(of: own)) ? own : besideParameters
    guard let file else { return [] }
    return ParameterList.read(folders.path(of: file), shownAs: folders.shown(file), reporting: diagnostics)
  }

  /// Reports, images, plots and artifacts, but no folder of another run.
  ///
  /// - Parameter withPlots: whether the tables and the values are taken as well.
  private func chosen(withPlots: Bool) -> ChosenFiles {
    let read: Set<String> = withPlots ? [] : [DVCLiveLayout.metrics, DVCLiveLayout.parameters]
    var folders: Set<String> = [DVCLiveLayout.plots, "images", "artifacts"]
    if withPlots { folders.insert(DVCLiveLayout.scalars) }
    return ChosenFiles(
      folder: path,
      isChosenFile: { !read.contains($0) && (withPlots || !$0.hasSuffix(".tsv")) },
      isChosenFolder: { folders.contains($0) })
  }
}
