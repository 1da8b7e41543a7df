import FileAccess

/// Where a training log stands, and what it and its experiment are called.
struct CSVRunPlace: Sendable {
  /// Path relative to the searched folder.
  var folder: String
  /// The name of the file.
  var file: String
  var profile: CSVLayout.Profile
  /// Whether its user named the file itself.
  var isNamed: Bool
  /// Whether it is the only file in its folder that could be a log.
  var isAlone: Bool

  var key: String { RunFolders.join(folder, file) }

  /// Names that say nothing of one training; the folder's does.
  private static let commonStems: Set<String> = [
    "log", "logs", "metrics", "history", "progress", "results", "result", "monitor", "training", "training_log",
    "train_log", "trainlog", "training_history", "train_history", "training_metrics", "csv_log", "csvlog", "loss",
    "losses", "output", "data", "scalars", "stats",
  ]

  private var stem: String {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// Whether the folder is the run, and the one above it the experiment.
  private var isFolderTheRun: Bool {
    switch profile {
    case .ultralytics, .lightning: true
    case .monitor, .ray, .other:
      !isNamed && !folder.isEmpty && isAlone
        && (profile != .other || CSVRunPlace.commonStems.contains(stem.lowercased()))
    }
  }

  func runName(in folders: RunFolders) -> String { isFolderTheRun ? folders.name(of: folder) : stem }

  /// The id: the folder's path or the file's without its ending, within the searched folder.
  func id(in folders: RunFolders) -> String {
    guard isFolderTheRun else { return RunFolders.join(folder, stem) }
    return folder.isEmpty ? folders.name(of: folder) : folder
  }

  func experimentName(in folders: RunFolders) -> String {
    guard isFolderTheRun else { return folders.name(of: folder) }
    let above = folders.nameAbove(folder)
    // Lightning's own name for a folder says nothing of what is in it; the project's above it does.
    guard profile == .lightning, above == "lightning_logs" else { return above }
    let project = folders.nameAbove(folder, levels: 2)
    return project == "/" || project.isEmpty ? above : project
  }

  /// The folder of the experiment, relative to the searched one.
  var experimentFolder: String { isFolderTheRun ? RunFolders.above(folder) : folder }
}
