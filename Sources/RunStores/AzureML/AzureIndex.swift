internal import FileAccess

/// Which runs the folders of a search hold, and which documents belong to which of them.
struct AzureIndex: Sendable {
  private(set) var entries: [AzureRunEntry] = []
  /// Metrics of which it cannot be told whose they are, relative to the store.
  private(set) var unclaimed: [String] = []

  private let root: String
  private var entryById: [String: Int] = [:]
  private var entryByFolder: [String: Int] = [:]
  /// The runs with logs directly below a folder, and those known from documents in it.
  private var entriesBelow: [String: [Int]] = [:]
  private var entriesIn: [String: [Int]] = [:]

  /// - Parameters:
  ///   - root: the store's folder.
  ///   - folders: folders with runs, relative to it, each before those below it.
  init(root: String, folders: [String]) {
    self.root = root
    let nodes = AzureNode.nodes(root: root, folders: folders)
    for index in nodes.indices where nodes[index].logsRoot != nil { addLogs(of: index, in: nodes) }
    for node in nodes { addDetails(of: node) }
    for node in nodes { addMetrics(of: node) }
    for index in entries.indices { entries[index].experiment = experiment(of: entries[index]) }
  }

  // MARK: Folders

  private mutating func addLogs(of index: Int, in nodes: [AzureNode]) {
    let node = nodes[index]
    let full = StorePlace.join(root, node.path)
    var entry = AzureRunEntry(key: node.path.isEmpty ? "." : node.path, folder: node.path, id: "")
    entry.logsRoot = node.logsRoot ?? ""
    entry.logIdentity = AzureLogIdentity(logsIn: StorePlace.join(full, entry.logsRoot))
    let name = PathText.lastPart(of: full)
    entry.id = AzureRunId.id(folder: name) ?? entry.logIdentity.id ?? name
    entry.documents = node.documents.files
    let prefix = node.path.isEmpty ? "" : node.path + "/"
    for other in nodes[(index + 1)...].prefix(while: { $0.path.hasPrefix(prefix) }) {
      let path = String(other.path.dropFirst(prefix.utf8.count))
      if other.logsRoot != nil { entry.nested.insert(path) }
      entry.documents.formUnion(other.documents.files.map { path + "/" + $0 })
    }
    entryByFolder[node.path] = entries.count
    if let above = AzurePath.parent(of: node.path) { entriesBelow[above, default: []].append(entries.count) }
    add(entry)
  }

  private mutating func add(_ entry: AzureRunEntry) {
    if entryById[entry.id] == nil { entryById[entry.id] = entries.count }
    if entry.folder == nil { entriesIn[AzurePath.folder(of: entry.key), default: []].append(entries.count) }
    entries.append(entry)
  }

  // MARK: Documents

  /// Gives the details in a folder to their runs; those that describe no known run are runs of their own.
  private mutating func addDetails(of node: AzureNode) {
    let owner = owner(of: node)
    for (file, id) in node.documents.details {
      let path = AzurePath.join(node.path, file)
      if let known = entryById[id], entries[known].details == nil {
        entries[known].details = path
      } else if let owner, entries[owner].id == id {
        // A copy, as scripts leave in their outputs.
        continue
      } else if let owner, entries[owner].details == nil, !AzureRunId.isId(entries[owner].id) {
        entries[owner].details = path
        entries[owner].id = id
        entryById[id] = owner
      } else {
        var entry = AzureRunEntry(key: path, id: id)
        entry.details = path
        add(entry)
      }
    }
    for file in node.documents.broken {
      let path = AzurePath.join(node.path, file)
      if let owner {
        entries[owner].broken.append(path)
      } else {
        var entry = AzureRunEntry(key: path, id: String(file.dropLast(".json".utf8.count)))
        entry.broken = [path]
        add(entry)
      }
    }
  }

  private mutating func addMetrics(of node: AzureNode) {
    for (file, ids) in node.documents.metricsByRun {
      let path = AzurePath.join(node.path, file)
      for id in Set(ids).sorted() {
        if let known = entryById[id] {
          entries[known].metrics.append(path)
        } else {
          var entry = AzureRunEntry(key: path + "#" + id, id: id)
          entry.metrics = [path]
          add(entry)
        }
      }
    }
    let owner = owner(of: node)
    for file in node.documents.metrics {
      let path = AzurePath.join(node.path, file)
      let here = entriesIn[node.path] ?? []
      let named = (here + (entriesBelow[node.path] ?? [])).first { AzureIndex.isNamed(file, for: entries[$0].id) }
      if let run = named ?? owner ?? (here.count == 1 ? here.first : nil) {
        entries[run].metrics.append(path)
      } else if !here.isEmpty {
        unclaimed.append(path)
      }
    }
  }

  /// The run with logs that a folder's documents are about: of the folder itself, of the run it is a part of, or of
  /// the only run directly below it, if that one's folder is not named for another run.
  private func owner(of node: AzureNode) -> Int? {
    if let entry = entryByFolder[node.path] { return entry }
    var above = AzurePath.parent(of: node.path)
    while let path = above {
      if let entry = entryByFolder[path] {
        let rest = path.isEmpty ? node.path : String(node.path.dropFirst(path.utf8.count + 1))
        return AzureLayout.folders.contains(String(rest.prefix { $0 != "/" })) ? entry : nil
      }
      above = AzurePath.parent(of: path)
    }
    guard let below = entriesBelow[node.path], below.count == 1, !AzureRunId.isId(entries[below[0]].id) else {
      return nil
    }
    return below[0]
  }

  /// `<id>_metrics.json`, `metrics-<id>.json`.
  private static func isNamed(_ file: String, for id: String) -> Bool {
    let separators: Set<Character> = ["_", "-", "."]
    let stem = file.dropLast(".json".utf8.count)
    if stem.hasPrefix(id), stem.dropFirst(id.count).first.map(separators.contains) ?? true { return true }
    return stem.hasSuffix(id) && stem.dropLast(id.count).last.map(separators.contains) ?? true
  }

  // MARK: Experiments

  /// What the run's documents or logs say, else what the folder above the run's is called.
  private func experiment(of entry: AzureRunEntry) -> String {
    if let details = entry.details.flatMap({ AzureDocuments.read(StorePlace.join(root, $0)) }),
      let name = AzureDetails.experiment(details)
    {
      return name
    }
    if let name = entry.logIdentity.experiment { return name }
    let own = entry.folder ?? AzurePath.folder(of: entry.key)
    var folder = StorePlace.join(root, own)
    // Of a folder with documents of several runs the folder itself is the experiment.
    if entry.folder != nil || entriesIn[own]?.count == 1 { folder = PathText.parent(of: folder) }
    if PathText.lastPart(of: folder) == "ExperimentRun" { folder = PathText.parent(of: folder) }
    return PathText.lastPart(of: folder)
  }
}
