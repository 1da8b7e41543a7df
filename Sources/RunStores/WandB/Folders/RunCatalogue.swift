internal import RunModel

/// The runs of a store: pieces put together, copies left out, sorted into projects.
struct RunCatalogue: Sendable {
  struct Entry: Sendable {
    var key: String
    /// In the order they were written.
    var pieces: [RunPiece]
    /// The header of a sweep, which W&B keeps no folder for: it is known from its runs.
    var sweep: RunHeader?
  }

  private(set) var experiments: [(experiment: Experiment, key: String, runs: [String])] = []
  private(set) var entries: [String: Entry] = [:]

  /// - Parameter hasSweeps: whether sweeps are runs of their own.
  init(_ pieces: [RunPiece], folders: RunFolders, hasSweeps: Bool) {
    var byKey: [String: [RunPiece]] = [:]
    var projects: [String: Experiment] = [:]
    let byId = Dictionary(grouping: RunCatalogue.withoutStrays(pieces, folders), by: \.id)
    for (_, sameId) in byId.sorted(by: { NameOrder.precedes($0.key, $1.key) }) {
      let known = sameId.filter { $0.project != nil }
      for var piece in sameId {
        // What has no records to say its project is part of the run of its id, if there is one.
        if piece.project == nil, let first = known.first, known.allSatisfy({ $0.project == first.project }) {
          (piece.project, piece.entity) = (first.project, first.entity)
        }
        let key = RunCatalogue.experimentKey(of: piece)
        byKey[key, default: []].append(piece)
        let experiment = projects[key] ?? RunCatalogue.experiment(of: piece, folders)
        projects[key] = experiment
        projects[key]?.metrics.merge(piece.metrics) { first, _ in first }
      }
    }
    for (key, experiment) in projects.sorted(by: { NameOrder.precedes($0.key, $1.key) }) {
      var runs: [Entry] = []
      for (id, sameId) in Dictionary(grouping: byKey[key] ?? [], by: \.id) {
        runs.append(Entry(key: key + "/" + id, pieces: RunCatalogue.withoutCopies(sameId)))
      }
      runs.sort { RunCatalogue.precedes($0, $1) }
      if hasSweeps { runs += RunCatalogue.sweeps(of: runs, key: key) }
      experiments.append((experiment, key, runs.map(\.key)))
      for run in runs { entries[run.key] = run }
    }
  }

  /// A run for each sweep that runs of a project name.
  private static func sweeps(of runs: [Entry], key: String) -> [Entry] {
    let ids = Set(runs.compactMap { $0.pieces.first?.id })
    let members = Dictionary(grouping: runs.compactMap(\.pieces.first).filter { $0.sweep != nil }) { $0.sweep ?? "" }
    // No key may stand twice, whatever ids runs have.
    let free = members.filter { !ids.contains($0.key) && !ids.contains("/sweep/" + $0.key) }
    return free.sorted { NameOrder.precedes($0.key, $1.key) }.map { id, pieces in
      var header = RunHeader(id: id, name: "sweep \(id)")
      header.kind = .sweep
      header.start = pieces.compactMap(\.start).min()
      return Entry(key: key + "//sweep/" + id, pieces: [], sweep: header)
    }
  }

  private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    guard let first = a.pieces.first, let second = b.pieces.first else { return NameOrder.precedes(a.key, b.key) }
    return first.precedes(second)
  }

  /// Leaves out copies called `latest-run` that do not say which run they are, where that run is beside them.
  private static func withoutStrays(_ pieces: [RunPiece], _ folders: RunFolders) -> [RunPiece] {
    let parents = Set(pieces.filter { !$0.isLatestCopy }.map { folders.nameAbove($0.folder) })
    return pieces.filter { piece in
      !(piece.isLatestCopy && piece.file == nil && parents.contains(folders.nameAbove(piece.folder)))
    }
  }

  /// The best of all copies of each piece, in the order they were written.
  private static func withoutCopies(_ pieces: [RunPiece]) -> [RunPiece] {
    var kept: [RunPiece] = []
    for piece in pieces.sorted(by: { $0.isBetter(than: $1) }) where !kept.contains(where: piece.isCopy) {
      kept.append(piece)
    }
    return kept.sorted { $0.precedes($1) }
  }

  private static func experimentKey(of piece: RunPiece) -> String {
    guard let project = piece.project else { return "folder/" + parent(of: piece.folder) }
    return "project/\(piece.entity ?? "")/\(project)"
  }

  private static func experiment(of piece: RunPiece, _ folders: RunFolders) -> Experiment {
    if let project = piece.project {
      let id = piece.entity.map { $0 + "/" + project } ?? project
      return Experiment(id: id, name: project)
    }
    // The folder `wandb` says nothing; the one it stands in is the user's own.
    let above = folders.nameAbove(piece.folder)
    let name = above == "wandb" ? folders.nameAbove(piece.folder, levels: 2) : above
    return Experiment(id: name, name: name)
  }

  private static func parent(of folder: String) -> String {
    guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(folder[..<slash])
  }
}
