import RunModel

/// What the columns of a training log are.
struct CSVLayout: Sendable {
  /// The tool that writes such a file.
  enum Profile: Sendable, Hashable {
    /// `results.csv` of YOLOv5 and its successors.
    case ultralytics
    /// `metrics.csv` of Lightning's and Fabric's `CSVLogger`.
    case lightning
    /// `monitor.csv` of Stable Baselines, one row an episode.
    case monitor
    /// `progress.csv` of Ray Tune.
    case ray
    case other
  }

  var profile = Profile.other
  /// The column with the steps; nil if rows are counted.
  var stepColumn: Int?
  /// The column with moments in absolute time.
  var timeColumn: Int?
  /// Columns that are no metrics for another reason: an index without a name.
  var leftOut: Set<Int> = []
  /// Columns that count something and go back again and again, which is why rows are counted.
  var restartingNames: [String] = []
  /// The moment in seconds since 1970 that column `elapsedColumn` counts seconds from.
  var start: Double?
  var elapsedColumn: Int?
  var environment: String?

  /// A layout that is known beforehand.
  init(stepColumn: Int, timeColumn: Int?, leftOut: Set<Int>) {
    (self.stepColumn, self.timeColumn, self.leftOut) = (stepColumn, timeColumn, leftOut)
  }

  /// The layout of a training log; nil if the file is none, or as likely data of another kind.
  ///
  /// - Parameters:
  ///   - name: of the file.
  ///   - folder: the name of the folder it stands in.
  ///   - neighbours: the names of the files beside it.
  ///   - isNamed: whether its user named the file itself, so that any table of numbers will do.
  init?(_ head: CSVHead, name: String, in folder: String, beside neighbours: Set<String>, isNamed: Bool) {
    let numeric = head.columns.indices.filter { head.columns[$0].numberCount > 0 }
    guard !numeric.isEmpty else { return nil }
    timeColumn = CSVLayout.timeColumn(head)
    leftOut = Set(head.names.indices.filter { CSVNames.isUnnamed(head.names[$0]) })
    let steps = CSVLayout.stepColumn(head)
    (stepColumn, restartingNames) = (steps.column, steps.restarting)
    profile = CSVLayout.profile(head, name: name, in: folder, beside: neighbours)
    switch profile {
    case .monitor:
      stepColumn = nil
      readMonitor(head)
      return
    case .lightning:
      stepColumn = head.names.firstIndex(of: "step")
      return
    case .ultralytics:
      stepColumn = 0
      return
    case .ray: return
    case .other: break
    }
    let metrics = numeric.filter { $0 != stepColumn && $0 != timeColumn && !leftOut.contains($0) }
    guard !metrics.isEmpty else { return nil }
    let index = leftOut.sorted().first { head.columns[$0].isCounted && head.columns[$0].isStepLike }
    if stepColumn == nil, restartingNames.isEmpty { stepColumn = index }
    guard isNamed || isTrainingLog(head, metrics) else { return nil }
  }

  /// Whether a file that nobody named is a training log and not the data of one.
  private func isTrainingLog(_ head: CSVHead, _ numeric: [Int]) -> Bool {
    let metrics = numeric.filter { CSVNames.stepRank(head.names[$0]) == nil }
    guard !metrics.isEmpty else { return false }
    let hasWords = metrics.contains { CSVNames.isMetric(head.names[$0]) }
    let textCount = head.columns.count { $0.textCount > 0 && $0.numberCount == 0 && !$0.isAbsoluteTime }
    if let stepColumn, let rank = CSVNames.stepRank(head.names[stepColumn]) {
      if hasWords { return textCount <= metrics.count + 2 }
      return rank.isCertain && textCount == 0 && head.columns[stepColumn].isSteady
    }
    if !restartingNames.isEmpty { return hasWords && textCount <= metrics.count + 2 }
    // Keras' history without its epochs: nothing but metrics, held-out ones or several.
    guard textCount == 0 else { return false }
    let names = Set(head.names.map { $0.lowercased() })
    if names.contains("loss"), names.contains("val_loss") { return true }
    return metrics.count > 1 && metrics.allSatisfy { CSVNames.isMetric(head.names[$0]) }
      && names.contains { $0.hasSuffix("loss") }
  }

  private static func profile(
    _ head: CSVHead, name: String, in folder: String, beside neighbours: Set<String>
  ) -> Profile {
    if name == "results.csv", CSVNames.plain(head.names[0]) == "epoch",
      !neighbours.isDisjoint(with: Profile.ultralytics.settings)
        || head.names.contains(where: { $0.hasPrefix("train/") || $0.hasPrefix("metrics/") })
    {
      return .ultralytics
    }
    if name == "metrics.csv", head.names.contains("step"),
      neighbours.contains("hparams.yaml") || folder.hasPrefix("version_") || isLightning(head)
    {
      return .lightning
    }
    if head.names.prefix(3) == ["r", "l", "t"], head.comment?.contains("t_start") == true { return .monitor }
    if name == "progress.csv", head.names.contains("training_iteration") { return .ray }
    return .other
  }

  /// Lightning sorts its columns by name, writes no blanks and no text.
  private static func isLightning(_ head: CSVHead) -> Bool {
    head.names.count > 1 && head.columns.allSatisfy { $0.textCount == 0 }
      && zip(head.names, head.names.dropFirst()).allSatisfy(<)
  }

  /// The column that counts steps, and the names of those that start over instead.
  private static func stepColumn(_ head: CSVHead) -> (column: Int?, restarting: [String]) {
    let ranked = head.names.indices.compactMap { index in
      CSVNames.stepRank(head.names[index]).map { (index: index, rank: $0.rank) }
    }.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
    let usable = ranked.map(\.index).filter { head.columns[$0].isStepLike }
    let best = usable.first { head.columns[$0].decreases == 0 } ?? usable.first
    let restarting = ranked.map(\.index).filter { $0 != best && head.columns[$0].isRestarting }
    // Epochs of many rows, counted anew within each: neither is the row's place in the training.
    if let best, !restarting.isEmpty, head.columns[best].increases * 2 < head.columns[best].numberCount {
      return (nil, ([best] + restarting).map { head.names[$0] })
    }
    return (best, [])
  }

  private static func timeColumn(_ head: CSVHead) -> Int? {
    head.names.indices.first { index in
      let column = head.columns[index]
      return CSVNames.isTime(head.names[index]) && column.isAbsoluteTime && column.numberCount + column.textCount > 0
    }
  }

  private mutating func readMonitor(_ head: CSVHead) {
    guard let comment = head.comment, let value = try? JSONReader.read(Array(comment.utf8)) else { return }
    start = value["t_start"]?.double
    elapsedColumn = start == nil ? nil : head.names.firstIndex(of: "t")
    environment = value["env_id"]?.string
  }
}
