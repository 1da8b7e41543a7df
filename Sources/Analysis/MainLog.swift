import FileAccess
public import RunModel

/// The log somebody who opens a run most likely wants.
public enum MainLog {
  /// The index of that file, or nil if the run has no log.
  ///
  /// As Azure ML's SDK chooses (`azureml/core/run.py`, `script_run.py`): the common runtime's `std_log` of the first
  /// process, else the driver log with the highest leading number, of several processes that of `rank_0` or
  /// `worker_0`, else the lowest; elsewhere the largest log of the script. A file that a log was put aside to when it became
  /// long stands for nothing by itself.
  public static func choose(_ files: [RunFile]) -> Int? {
    let logs = files.indices.filter { files[$0].role == .log && files[$0].obstacle == nil && files[$0].size > 0 }
    let paths = Set(logs.lazy.map { files[$0].path })
    return logs.filter { !isTurn(files[$0], paths) }.max { a, b in
      let ranks = (rank(files[a]), rank(files[b]))
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      if ranks.0 > 0 { return precedes(files[b].path, files[a].path) }
      return files[a].size == files[b].size ? a > b : files[a].size < files[b].size
    }
  }

  /// Whether a file is an earlier part of another log.
  private static func isTurn(_ file: RunFile, _ paths: Set<String>) -> Bool {
    let folder = file.folder.isEmpty ? "" : file.folder + "/"
    return RotatedName.bases(of: file.name).contains { paths.contains(folder + $0) }
  }

  /// Whether a file is one that Azure ML's SDK would take, and not only a likely one.
  public static func isCertain(_ file: RunFile) -> Bool { rank(file) > 0 }

  private static func rank(_ file: RunFile) -> Int {
    let name = file.name
    if file.folder.hasSuffix("user_logs"), name.hasPrefix("std_log") {
      let digits = name.utf8.filter { $0 &- UInt8(ascii: "0") < 10 }
      return digits.allSatisfy { $0 == UInt8(ascii: "0") } ? 500 : 400
    }
    guard let number = Int(name.prefix(2)), number >= 0, name.dropFirst(2).hasPrefix("_driver_log") else { return 0 }
    let isPrimary = ["_rank_0.txt", "_worker_0.txt"].contains { name.hasSuffix($0) }
    return 100 + 2 * number + (isPrimary ? 1 : 0)
  }

  /// By number where names differ in nothing else: `_2` before `_10`.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count ? NameOrder.precedes(a, b) : a.utf8.count < b.utf8.count
  }
}
