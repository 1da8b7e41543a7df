import FileAccess

/// The training logs in one folder.
struct CSVFolder {
  /// One of them.
  struct Log: Sendable {
    /// The name of the file.
    var name: String
    var head: CSVHead
    var layout: CSVLayout
    /// Whether it is the only file in its folder that could be one.
    var isAlone: Bool
  }

  /// Looks at each file in a folder that could be one.
  static func logs(in folder: SearchedFolder) -> [Log] {
    let names = candidates(in: folder)
    guard !names.isEmpty, !DVCLiveLayout.isPlots(folder.path), !DVCLiveLayout.sighting(in: folder) else { return [] }
    let neighbours = Set(folder.fileNames)
    return names.compactMap { name in
      log(StorePlace.join(folder.path, name), beside: neighbours, isNamed: false, isAlone: names.count == 1)
    }
  }

  /// The training log in one file; nil if it is none.
  static func log(_ path: String, beside neighbours: Set<String>, isNamed: Bool, isAlone: Bool) -> Log? {
    let name = PathText.lastPart(of: path)
    // Anything may end in .log: there only what Keras writes is looked for.
    if !isNamed, !CSVHead.mayBeLog(path, needsEpochs: !isTable(name)) { return nil }
    guard let head = try? CSVHead(of: path) else { return nil }
    let folder = PathText.lastPart(of: PathText.parent(of: path))
    guard let layout = CSVLayout(head, name: name, in: folder, beside: neighbours, isNamed: isNamed) else { return nil }
    return Log(name: name, head: head, layout: layout, isAlone: isAlone)
  }

  /// Files that are tables by their names, and `training.log`, the name in Keras' own example.
  private static func candidates(in folder: SearchedFolder) -> [String] {
    folder.fileNames.filter { isTable($0) || $0.lowercased().hasSuffix(".log") }.filter { !$0.hasPrefix(".") }
  }

  static func isTable(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".csv") || name.hasSuffix(".tsv")
  }
}
