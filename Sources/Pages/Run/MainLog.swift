import RunModel

/// The log somebody who opens a run most likely wants.
enum MainLog {
  /// The index of that file, or nil if the run has no log.
  ///
  /// As Azure ML's SDK chooses: the common runtime's `std_log`, else the driver log with the highest leading
  /// number, of several processes the one of rank 0; elsewhere the largest log of the script.
  static func choose(_ files: [RunFile]) -> Int? {
    let logs = files.indices.filter { files[$0].role == .log && files[$0].obstacle == nil && files[$0].size > 0 }
    return logs.max { a, b in
      let ranks = (rank(files[a]), rank(files[b]))
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      return files[a].size == files[b].size ? a > b : files[a].size < files[b].size
    }
  }

  private static func rank(_ file: RunFile) -> Int {
    let isFirst = ["_0.txt", "log.txt", "rank_0.txt", "worker_0.txt"].contains { file.name.hasSuffix($0) }
    if file.folder.hasSuffix("user_logs"), file.name.hasPrefix("std_log") { return isFirst ? 400 : 300 }
    if file.folder.hasSuffix("azureml-logs"), let number = Int(file.name.prefix(2)), file.name.contains("driver") {
      return 100 + number + (isFirst ? 10 : 0)
    }
    return 0
  }
}
