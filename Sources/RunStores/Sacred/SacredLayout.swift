/// The names of files in the folder of a Sacred run (`sacred/observers/file_storage.py`).
enum SacredLayout {
  static let run = "run.json"
  static let config = "config.json"
  static let metrics = "metrics.json"
  static let info = "info.json"
  static let console = "cout.txt"
  /// Folders beside the runs with copies of source files and of opened resources.
  static let sources = "_sources"
  static let resources = "_resources"

  /// What is read into the run and so is no file of it.
  static let own: Set<String> = [run, config, metrics, info]

  /// No `run.json` comes near this; what does is none.
  static let runSizeLimit: Int64 = 16 << 20
}
