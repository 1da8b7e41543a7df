internal import FileAccess

/// Finds the artifacts of runs in the folders beside a database.
///
/// What is recorded (`artifact_uri`) is true on the machine that wrote it at best. Only the last folder names of it
/// are taken, and only looked up in `mlruns`, `mlartifacts` and `artifacts` beside the database and in its folder
/// itself; symbolic links are not followed.
struct MLflowArtifactFolders: Sendable {
  /// What a run says of its artifacts.
  struct Hint {
    var experiment: String
    var uri: String
  }

  /// The folder of the database.
  let root: String
  /// Those that exist, the folder of the database, empty, as the last.
  private let bases: [String]
  /// The last folder name of an experiment's artifact location, by its id.
  private let names: [String: String]

  /// What folders with artifacts are called.
  static let baseNames = ["mlruns", "mlartifacts", "artifacts"]

  /// Whether a folder of that name plainly has artifacts of runs: a folder of an experiment with one of a run's id.
  static func holdsRuns(_ base: String) -> Bool {
    let experiments = (try? DirectoryListing.entries(of: base)) ?? []
    return experiments.lazy.filter { $0.kind == .directory }.contains { experiment in
      let runs = (try? DirectoryListing.entries(of: "\(base)/\(experiment.name)")) ?? []
      return runs.contains { $0.kind == .directory && $0.name.utf8.count == 32 && $0.name.allSatisfy(\.isHexDigit) }
    }
  }

  /// None at all.
  static let none = MLflowArtifactFolders()

  private init() {
    root = ""
    bases = []
    names = [:]
  }

  /// - Parameters:
  ///   - database: the database's file, links resolved.
  ///   - locations: each experiment's artifact location by its id.
  init(beside database: String, locations: [String: String]) {
    root = PathText.parent(of: database)
    let root = root
    bases = MLflowArtifactFolders.baseNames.filter { MLflowArtifactFolders.isFolder("\(root)/\($0)") } + [""]
    names = locations.compactMapValues { MLflowArtifactFolders.parts(of: $0).last }
  }

  /// The folders that belong to the database, so that no site is written there: `artifacts` may be of anything and
  /// counts only if an experiment has a folder in it.
  var owned: [String] {
    bases.filter { base in
      guard base == "artifacts" else { return !base.isEmpty }
      return names.contains { id, name in [id, name].contains { isPlain($0) && isFolder(base, $0) } }
    }.map { "\(root)/\($0)" }
  }

  /// The folder with a run's artifacts, as a path from the database's folder; nil if there is none.
  func folder(of run: String, _ hint: Hint) -> String? {
    guard isPlain(run), !bases.isEmpty else { return nil }
    var experiments: [String] = []
    let parts = MLflowArtifactFolders.parts(of: hint.uri)
    if parts.count >= 3, parts[parts.count - 1] == "artifacts" { experiments.append(parts[parts.count - 3]) }
    experiments.append(hint.experiment)
    if let name = names[hint.experiment] { experiments.append(name) }
    for base in bases {
      for experiment in experiments where isPlain(experiment) && isFolder(base, experiment) {
        if isFolder(base, experiment, run), isFolder(base, experiment, run, "artifacts") {
          return StorePlace.join(base, "\(experiment)/\(run)/artifacts")
        }
      }
    }
    return nil
  }

  private func isFolder(_ parts: String...) -> Bool {
    MLflowArtifactFolders.isFolder(parts.reduce(root) { StorePlace.join($0, $1) })
  }

  /// Whether a text is the name of one folder, and not a way out of the one it is looked up in.
  private func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && name.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 != 0 }
  }

  private static func isFolder(_ path: String) -> Bool {
    FileBytes.entry(at: path, followingLinks: false)?.kind == .directory
  }

  /// The parts of a path or an address, of Windows too.
  private static func parts(of path: String) -> [String] {
    path.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.map { String(Substring($0)) }
  }
}
