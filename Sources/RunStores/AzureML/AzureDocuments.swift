internal import Diagnostics
internal import FileAccess
internal import RunModel

/// The JSON files of one folder that hold what `get_details()` and `get_metrics()` gave.
struct AzureDocuments: Sendable {
  /// Larger files are no such documents.
  static let sizeLimit: Int64 = 64 << 20
  /// How many files of a folder are looked into, and how far at first.
  private static let countLimit = 1000
  private static let headLimit = 64 << 10
  private static let detailsKeys = [
    "\"runId\"", "\"runDefinition\"", "\"startTimeUtc\"", "\"logFiles\"", "\"inputDatasets\"", "\"submittedBy\"",
  ]

  /// Details of a run by file name, in the order of names.
  private(set) var details: [(file: String, id: String)] = []
  /// Metrics of a run, by file name.
  private(set) var metrics: [String] = []
  /// Metrics of several runs, as `get_metrics(recursive=True)` gives them: the ids in each file.
  private(set) var metricsByRun: [(file: String, ids: [String])] = []
  /// Details that cannot be read.
  private(set) var broken: [String] = []

  /// Every file above, which is read into a run and so is no file of it.
  var files: Set<String> { Set(details.map(\.file) + metrics + metricsByRun.map(\.file) + broken) }

  /// - Parameter folder: where it is; unreadable files count as absent.
  init(in folder: String) {
    let entries = (try? DirectoryListing.entries(of: folder)) ?? []
    for name in AzureDocuments.candidates(SearchedFolder(path: folder, entries: entries)) {
      let path = StorePlace.join(folder, name)
      let isDetails = AzureDocuments.looksLikeDetails(path)
      guard isDetails || AzureDocuments.isNamedForMetrics(name) else { continue }
      guard let value = AzureDocuments.read(path) else {
        if isDetails { broken.append(name) }
        continue
      }
      if let id = AzureDocuments.detailsId(value) {
        details.append((name, id))
      } else if AzureDocuments.isNamedForMetrics(name), let members = value.object, !members.isEmpty {
        if AzureDocuments.isByRun(members) {
          metricsByRun.append((name, members.map(\.name)))
        } else {
          metrics.append(name)
        }
      }
    }
  }

  /// Whether a folder without any logs is a run for its documents.
  static func marksRun(_ folder: SearchedFolder) -> Bool {
    candidates(folder).contains { name in
      let path = StorePlace.join(folder.path, name)
      if looksLikeDetails(path) { return read(path).map { detailsId($0) != nil } ?? true }
      return isNamedForMetrics(name) && startsWithId(path) && (read(path)?.object.map(isByRun) ?? false)
    }
  }

  /// The value of a document, or nil; what is wrong with it is told when its run is read.
  static func read(_ path: String) -> StructuredValue? {
    JSONFile.read(path, shownAs: path, limit: sizeLimit, reporting: DiagnosticCollector())
  }

  private static func candidates(_ folder: SearchedFolder) -> some Sequence<String> {
    folder.fileNames.lazy.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.prefix(countLimit)
  }

  private static func isNamedForMetrics(_ name: String) -> Bool { name.lowercased().contains("metrics") }

  /// Whether a file's start names two keys only details have.
  ///
  /// Keys may be sorted, so that `runId` comes after a long list of files.
  private static func looksLikeDetails(_ path: String) -> Bool {
    let head = FileEnds.head(path, limit: headLimit)
    guard head.first(where: { $0 > 0x20 && $0 < 0x7F }) == UInt8(ascii: "{") else { return false }
    return detailsKeys.count { ByteSearch.contains($0, in: head) } >= 2
  }

  /// Whether the first key of an object is the id of a run: cheaper than reading every file of metrics.
  private static func startsWithId(_ path: String) -> Bool {
    let quote = UInt8(ascii: "\"")
    return ByteSearch.text(after: "\"", until: quote, in: FileEnds.head(path, limit: 512)).map(AzureRunId.isId) ?? false
  }

  /// The id, if it is what `get_details()` gives.
  private static func detailsId(_ value: StructuredValue) -> String? {
    guard let id = value["runId"]?.string, !id.isEmpty, value["status"] != nil,
      ["runDefinition", "logFiles", "properties", "target"].contains(where: { value[$0] != nil })
    else { return nil }
    return id
  }

  private static func isByRun(_ members: [StructuredValue.Member]) -> Bool {
    !members.isEmpty && members.allSatisfy { AzureRunId.isId($0.name) && $0.value.object != nil }
  }
}
