import FileAccess

/// Where DVCLive keeps what it logs.
enum DVCLiveLayout {
  static let metrics = "metrics.json"
  static let parameters = "params.yaml"
  static let plots = "plots"
  static let plotMetrics = "plots/metrics"
  /// Before 1.0.
  static let scalars = "scalars"

  /// Whether a folder is one that DVCLive writes into, but not one of plots in it.
  static func sighting(in folder: SearchedFolder) -> Bool {
    guard !isPlots(folder.path) else { return false }
    let mayBeLive = [plots, scalars].contains(where: folder.holds(folder:)) || folder.holds(file: metrics)
    if mayBeLive, isLive(folder.path) { return true }
    return !legacyTables(folder.path, Array(folder.fileNames)).isEmpty
  }

  /// Whether a folder stands below the plots of one that DVCLive writes into.
  static func isPlots(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for index in parts.indices.dropFirst() {
      let isMetrics = parts[index].elementsEqual("metrics".utf8) && parts[index - 1].elementsEqual(plots.utf8)
      guard isMetrics || parts[index].elementsEqual(scalars.utf8) else { continue }
      let above = parts[..<(isMetrics ? index - 1 : index)].map { String(Substring($0)) }.joined(separator: "/")
      if isLive(above) { return true }
    }
    return false
  }

  /// Whether a folder has DVCLive's own name and file, or tables below it that are DVCLive's.
  private static func isLive(_ folder: String) -> Bool {
    if PathText.lastPart(of: folder) == "dvclive", FileBytes.isFile(folder + "/" + metrics) { return true }
    return tableFolders(in: folder).contains { holdsTable(folder + "/" + $0, depth: 0) }
  }

  /// The folders of tables there are, today's layout first; what a symbolic link leads to is not DVCLive's.
  static func tableFolders(in folder: String) -> [String] {
    func isFolder(_ name: String) -> Bool {
      FileBytes.entry(at: folder + "/" + name, followingLinks: false)?.kind == .directory
    }
    return (isFolder(plots) && isFolder(plotMetrics) ? [plotMetrics] : []) + (isFolder(scalars) ? [scalars] : [])
  }

  /// Whether one of the first tables that are found has a step, and the name it ends in.
  private static func holdsTable(_ folder: String, depth: Int) -> Bool {
    guard depth < 8, let entries = try? DirectoryListing.entries(of: folder) else { return false }
    let tables = entries.lazy.filter { $0.kind == .file && isTable($0.name) }.prefix(8)
    if tables.contains(where: { isTableOfOneMetric(folder + "/" + $0.name) }) { return true }
    return tables.isEmpty
      && entries.contains { $0.kind == .directory && holdsTable(folder + "/" + $0.name, depth: depth + 1) }
  }

  /// The tables at the top of a folder as versions before 0.5 wrote them; none if they are anything else.
  static func legacyTables(_ folder: String, _ names: [String]) -> [String] {
    let tables = names.filter { $0.hasSuffix(".tsv") }
    guard let first = tables.first, isTableOfOneMetric(folder + "/" + first, hasTime: true) else { return [] }
    return tables
  }

  static func isTable(_ name: String) -> Bool { name.hasSuffix(".tsv") || name.hasSuffix(".csv") }

  /// Whether a table has the columns `[timestamp] step <the last part of the metric's name>`.
  ///
  /// - Parameter hasTime: whether only a table with times will do.
  private static func isTableOfOneMetric(_ path: String, hasTime: Bool = false) -> Bool {
    guard FileBytes.entry(at: path, followingLinks: false)?.kind == .file, let head = try? CSVHead(of: path) else {
      return false
    }
    let names = head.names
    guard names.dropLast() == ["timestamp", "step"] || (!hasTime && names.dropLast() == ["step"]) else { return false }
    // Before 2.0 the column had the metric's whole name; before 1.0 the file lost what looks like an ending.
    let stem = PathText.lastPart(of: path).dropLast(4)
    return PathText.lastPart(of: names[names.count - 1]).hasPrefix(stem)
  }
}
