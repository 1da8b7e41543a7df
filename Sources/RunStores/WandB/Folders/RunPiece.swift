internal import FileAccess
internal import RunModel

/// A run's folder, or a `.wandb` file by itself: a whole run, or a part of one that was resumed.
struct RunPiece: Sendable {
  /// The folder, relative to the searched one.
  var folder: String
  /// The name of the `.wandb` file in it; nil where there is none.
  var file: String?
  /// Whether all of the folder is the run's, its files and logs.
  var ownsFolder: Bool
  var id: String
  var entity: String?
  /// Nil where only the file could say it.
  var project: String?
  /// The id of the sweep it belongs to.
  var sweep: String?
  /// From the records; nil without any.
  var start: Timestamp?
  /// From the folder's name.
  var stamp: String?
  /// Of the `.wandb` file.
  var size: Int64
  var isLatestCopy: Bool
  var metrics: [String: MetricDeclaration]

  /// The path of the `.wandb` file, relative to the searched folder.
  var filePath: String? { file.map { RunFolders.join(folder, $0) } }

  /// Whether two are copies of one: begun at the same moment and not called otherwise.
  ///
  /// A resumed run may keep its start, and two machines may start in the same second: neither alone tells.
  func isCopy(of other: RunPiece) -> Bool {
    if let stamp, let otherStamp = other.stamp, stamp != otherStamp { return false }
    if let start, let otherStart = other.start { return start == otherStart }
    return stamp != nil && stamp == other.stamp
  }

  /// Whether this copy is the better one: with records, with more of them, with a folder, not `latest-run`.
  func isBetter(than other: RunPiece) -> Bool {
    let ranks = (rank, other.rank)
    if ranks.0 != ranks.1 { return ranks.1.lexicographicallyPrecedes(ranks.0) }
    return NameOrder.precedes(folder, other.folder)
  }

  private var rank: [Int64] { [file == nil ? 0 : 1, size, ownsFolder ? 1 : 0, isLatestCopy ? 0 : 1] }

  /// Whether this one was written before another one of the same run.
  func precedes(_ other: RunPiece) -> Bool {
    if let stamp, let otherStamp = other.stamp, stamp != otherStamp { return stamp < otherStamp }
    if let start, let otherStart = other.start, start != otherStart { return start < otherStart }
    return NameOrder.precedes(folder + "/" + (file ?? ""), other.folder + "/" + (other.file ?? ""))
  }
}
