import RunModel

/// The curves that follow from an accuracy table: ROC, precision and recall, calibration, lift, gains.
struct AccuracyCurves {
  /// How many examples of each outcome there are at one threshold.
  private struct Counts {
    var truePositives: Double
    var falsePositives: Double
    var trueNegatives: Double
    var falseNegatives: Double

    /// From `[TP, FP, TN, FN]`.
    init?(_ row: StructuredValue) {
      let numbers = row.list?.compactMap(\.double) ?? []
      guard numbers.count == 4, numbers.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
      (truePositives, falsePositives, trueNegatives, falseNegatives) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }

    var flagged: Double { truePositives + falsePositives }
    var positives: Double { truePositives + falseNegatives }
    var all: Double { flagged + trueNegatives + falseNegatives }
    var recall: Double { truePositives / positives }
    var precision: Double { truePositives / flagged }
    var falseAlarms: Double { falsePositives / (falsePositives + trueNegatives) }
    /// How many times more positives are among those flagged than among all.
    var lift: Double { precision / (positives / all) }
  }

  private let labels: [String]
  private let byProbability: [[Counts]]
  private let byPercentile: [[Counts]]
  private let thresholds: [Double]

  init(_ record: MetricRecord) {
    func tables(_ name: String) -> [[Counts]] {
      (record.data[name]?.list ?? []).map { ($0.list ?? []).compactMap(Counts.init) }
    }
    labels = record.data["class_labels"]?.list?.map { CompactText.of($0) } ?? []
    byProbability = tables("probability_tables")
    byPercentile = tables("percentile_tables")
    thresholds = record.data["probability_thresholds"]?.list?.compactMap(\.double) ?? []
  }

  /// Each as a record of the kind `curve`; none where the table has nothing to draw.
  var records: [MetricRecord] {
    let ranked = byPercentile.isEmpty ? byProbability : byPercentile
    return [
      curve("ROC", "false positive rate", "true positive rate", byProbability) {
        $0.map { ($0.falseAlarms, $0.recall) }
      },
      curve("Precision and recall", "recall", "precision", byProbability) { $0.map { ($0.recall, $0.precision) } },
      curve(
        "Calibration", "predicted probability", "share of positives", byProbability, diagonal: "perfect", calibration),
      curve("Lift", "share of examples", "lift", ranked) { $0.map { ($0.flagged / $0.all, $0.lift) } },
      curve("Gains", "share of examples", "share of positives found", ranked, diagonal: "at random") {
        $0.map { ($0.flagged / $0.all, $0.recall) }
      },
    ].compactMap { $0 }
  }

  /// Examples between two thresholds: the share of positives among them over the middle.
  private func calibration(_ rows: [Counts]) -> [(Double, Double)] {
    zip(zip(rows, rows.dropFirst()), zip(thresholds, thresholds.dropFirst())).map { rows, thresholds in
      let examples = rows.0.flagged - rows.1.flagged
      let positives = rows.0.truePositives - rows.1.truePositives
      return ((thresholds.0 + thresholds.1) / 2, positives / examples)
    }
  }

  private func curve(
    _ name: String, _ x: String, _ y: String, _ tables: [[Counts]], diagonal: String? = nil,
    _ points: ([Counts]) -> [(Double, Double)]
  ) -> MetricRecord? {
    // Of two classes each says what the other says.
    let shown = tables.count == 2 ? Array(tables.enumerated().suffix(1)) : Array(tables.enumerated())
    var lines = shown.compactMap { index, rows -> StructuredValue? in
      let points = points(rows).filter { $0.0.isFinite && $0.1.isFinite }
      guard points.count > 1 else { return nil }
      return AccuracyCurves.line(labels.indices.contains(index) ? labels[index] : "class \(index)", points)
    }
    guard !lines.isEmpty else { return nil }
    if let diagonal { lines.append(AccuracyCurves.line(diagonal, [(0, 0), (1, 1)])) }
    let only = shown.count == 1 && labels.indices.contains(shown[0].offset) ? ": \(labels[shown[0].offset])" : ""
    return AccuracyCurves.record(name + only, x, y, lines)
  }

  static func line(_ label: String, _ points: [(Double, Double)]) -> StructuredValue {
    .object([
      .init("label", .string(label)), .init("x", .list(points.map { .number($0.0) })),
      .init("y", .list(points.map { .number($0.1) })),
    ])
  }

  static func record(_ name: String, _ x: String, _ y: String, _ lines: [StructuredValue]) -> MetricRecord {
    MetricRecord(
      name: name, kind: .curve, step: nil, time: nil,
      data: .object([
        .init("x_label", .string(x)), .init("y_label", .string(y)), .init("lines", .list(lines)),
      ]))
  }
}
