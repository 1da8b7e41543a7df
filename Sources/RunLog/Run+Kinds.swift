internal import Markup

/// Values that are not one number; the names are those of Azure ML.
extension Run {
  /// Logs a list of numbers or texts.
  public func logList(_ name: String, _ values: [some Loggable], step: Int? = nil) throws(RunLogError) {
    try log(name, type: "list", step, .list(values.map(\.logValue)))
  }

  /// Logs a row; rows of one name make a table.
  public func logRow(
    _ name: String, _ columns: KeyValuePairs<String, LogValue>, step: Int? = nil
  ) throws(RunLogError) {
    try logRow(name, columns: columns.map { ($0.key, $0.value) }, step: step)
  }

  /// Logs a row whose columns are only known when it is logged.
  public func logRow(_ name: String, columns: [(String, LogValue)], step: Int? = nil) throws(RunLogError) {
    try log(name, type: "row", step, members: columns)
  }

  /// Logs a table, column by column; all of one length.
  public func logTable(
    _ name: String, _ columns: KeyValuePairs<String, [LogValue]>, step: Int? = nil
  ) throws(RunLogError) {
    try logTable(name, columns: columns.map { ($0.key, $0.value) }, step: step)
  }

  /// Logs a table whose columns are only known when it is logged.
  public func logTable(_ name: String, columns: [(String, [LogValue])], step: Int? = nil) throws(RunLogError) {
    for (column, values) in columns where values.count != columns[0].1.count {
      throw RunLogError(
        .invalid,
        """
        the table \(name) has \(columns[0].1.count) values in \(columns[0].0) and \(values.count) in \(column). \
        Give all columns one length; nil stands for nothing.
        """)
    }
    try log(name, type: "table", step, members: columns.map { ($0.0, .list($0.1)) })
  }

  /// Logs a text, shown as a note.
  public func logText(_ name: String, _ text: String, step: Int? = nil) throws(RunLogError) {
    try log(name, type: "text", step, .string(text))
  }

  /// Logs a curve.
  ///
  /// - Parameters:
  ///   - x, y: of one length.
  ///   - xLabel, yLabel: what they are, such as "false positive rate".
  public func logCurve(
    _ name: String, x: [Double], y: [Double], xLabel: String? = nil, yLabel: String? = nil, step: Int? = nil
  ) throws(RunLogError) {
    try check(x.count == y.count, name, "\(x.count) values of x and \(y.count) of y")
    var members: [(String, LogValue)] = [("x", LogValue(x)), ("y", LogValue(y))]
    if let xLabel { members.append(("x_label", .string(xLabel))) }
    if let yLabel { members.append(("y_label", .string(yLabel))) }
    try log(name, type: "curve", step, members: members)
  }

  /// Logs a confusion matrix.
  ///
  /// - Parameters:
  ///   - labels: of the classes.
  ///   - matrix: a row for each true class, with how often each class was predicted.
  public func logConfusionMatrix(
    _ name: String, labels: [String], matrix: [[some Loggable]], step: Int? = nil
  ) throws(RunLogError) {
    let isSquare = matrix.count == labels.count && matrix.allSatisfy { $0.count == labels.count }
    try check(isSquare, name, "\(labels.count) labels, and a matrix that is not as long and as wide")
    try log(
      name, type: "confusion_matrix", step, members: [("class_labels", LogValue(labels)), ("matrix", LogValue(matrix))])
  }

  /// Logs how often each class is told right at each threshold.
  ///
  /// - Parameters:
  ///   - probabilityThresholds, percentileThresholds: from 0 to 1.
  ///   - probabilityTables, percentileTables: for each class, and for each threshold, `[TP, FP, TN, FN]`.
  public func logAccuracyTable(
    _ name: String, labels: [String], probabilityThresholds: [Double], percentileThresholds: [Double],
    probabilityTables: [[[Int]]], percentileTables: [[[Int]]], step: Int? = nil
  ) throws(RunLogError) {
    for (tables, thresholds) in [
      (probabilityTables, probabilityThresholds), (percentileTables, percentileThresholds),
    ] {
      let isWhole =
        tables.count == labels.count
        && tables.allSatisfy { $0.count == thresholds.count && $0.allSatisfy { $0.count == 4 } }
      try check(
        isWhole, name,
        "\(labels.count) labels and \(thresholds.count) thresholds, and tables that are not [TP, FP, TN, FN] of each")
    }
    try log(
      name, type: "accuracy_table", step,
      members: [
        ("class_labels", LogValue(labels)), ("probability_thresholds", LogValue(probabilityThresholds)),
        ("percentile_thresholds", LogValue(percentileThresholds)),
        ("probability_tables", LogValue(probabilityTables)), ("percentile_tables", LogValue(percentileTables)),
      ])
  }

  /// Logs a histogram of residuals.
  ///
  /// - Parameters:
  ///   - edges: one more than there are bins.
  ///   - counts: one a bin.
  public func logResiduals(
    _ name: String, edges: [Double], counts: [Int], mean: Double? = nil, standardDeviation: Double? = nil,
    r2: Double? = nil, step: Int? = nil
  ) throws(RunLogError) {
    try check(edges.count == counts.count + 1, name, "\(edges.count) edges and \(counts.count) counts")
    var members: [(String, LogValue)] = [("bin_edges", LogValue(edges)), ("bin_counts", LogValue(counts))]
    for (key, value) in [("mean", mean), ("stddev", standardDeviation), ("r2", r2)] {
      if let value { members.append((key, .number(value))) }
    }
    try log(name, type: "residuals", step, members: members)
  }

  /// Logs predictions against true values, by bins of the true value.
  ///
  /// - Parameters:
  ///   - edges: one more than there are bins.
  ///   - averages, errors, counts: one a bin.
  public func logPredictions(
    _ name: String, edges: [Double], averages: [Double], errors: [Double]? = nil, counts: [Int]? = nil,
    step: Int? = nil
  ) throws(RunLogError) {
    let lengths = [averages.count, errors?.count ?? averages.count, counts?.count ?? averages.count]
    try check(
      lengths.allSatisfy { $0 + 1 == edges.count }, name, "\(edges.count) edges, and not one value less for each bin")
    var members: [(String, LogValue)] = [("bin_edges", LogValue(edges)), ("bin_averages", LogValue(averages))]
    if let errors { members.append(("bin_errors", LogValue(errors))) }
    if let counts { members.append(("bin_counts", LogValue(counts))) }
    try log(name, type: "predictions", step, members: members)
  }

  private func check(_ holds: Bool, _ name: String, _ found: String) throws(RunLogError) {
    if !holds { throw RunLogError(.invalid, "\(name) has \(found). Nothing of it was logged; check its shape.") }
  }

  private func log(
    _ name: String, type: StaticString, _ step: Int?, members: [(String, LogValue)]
  ) throws(RunLogError) {
    try check(name)
    var line = RecordLine(name: name, type: type, step: step)
    line.endObject("data", members)
    try writer.append(line)
  }

  func log(_ name: String, type: StaticString, _ step: Int?, _ data: LogValue) throws(RunLogError) {
    try check(name)
    var line = RecordLine(name: name, type: type, step: step)
    line.end("data") { $0.value(data) }
    try writer.append(line)
  }
}
