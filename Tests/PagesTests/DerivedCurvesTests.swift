import RunModel
import Testing

@testable import Pages

@Suite("Curves that follow from what Azure ML logs")
struct DerivedCurvesTests {
  private func record(_ kind: MetricRecord.Kind, _ data: [(String, StructuredValue)]) -> MetricRecord {
    MetricRecord(name: "m", kind: kind, step: nil, time: nil, data: .object(data.map { .init($0.0, $0.1) }))
  }

  private func numbers(_ values: [Double]) -> StructuredValue { .list(values.map { .number($0) }) }

  private func points(_ record: MetricRecord, line: Int = 0) -> [[Double]] {
    let found = record.data["lines"]?.list?[line]
    return zip(found?["x"]?.list ?? [], found?["y"]?.list ?? []).map { [$0.double ?? .nan, $1.double ?? .nan] }
  }

  @Test("are ROC, precision over recall, calibration, lift and gains of an accuracy table")
  func derivesFromTables() throws {
    // 4 positives, 6 negatives; rows are TP, FP, TN, FN at thresholds 0, 0.5 and 1.
    let rows: StructuredValue = .list([numbers([4, 6, 0, 0]), numbers([3, 1, 5, 1]), numbers([0, 0, 6, 4])])
    let table = record(
      .accuracyTable,
      [
        ("class_labels", .list([.string("cat")])), ("probability_thresholds", numbers([0, 0.5, 1])),
        ("probability_tables", .list([rows])), ("percentile_tables", .list([rows])),
      ])
    let curves = AccuracyCurves(table).records
    let names = ["ROC: cat", "Precision and recall: cat", "Calibration: cat", "Lift: cat", "Gains: cat"]
    #expect(curves.map(\.name) == names)
    #expect(points(curves[0]) == [[1, 1], [1.0 / 6, 0.75], [0, 0]])
    // Where nothing is flagged there is no precision.
    #expect(points(curves[1]) == [[1, 0.4], [0.75, 0.75]])
    #expect(
      points(curves[2]) == [[0.25, 1.0 / 6], [0.75, 0.75]] && points(curves[2], line: 1) == [[0, 0], [1, 1]])
    #expect(points(curves[3]) == [[1, 1], [0.4, 0.75 / 0.4]])
    #expect(points(curves[4]) == [[1, 1], [0.4, 0.75], [0, 0]] && points(curves[4], line: 1) == [[0, 0], [1, 1]])
    #expect(AccuracyCurves(record(.accuracyTable, [("probability_tables", .list([.string("x")]))])).records.isEmpty)
  }

  @Test("are the outline of a histogram of residuals, and predictions over true values beside the diagonal")
  func derivesFromBins() throws {
    let residuals = record(.residuals, [("bin_edges", numbers([-1, 0, 1])), ("bin_counts", numbers([2, 5]))])
    let outline = try #require(RegressionCurves.residuals(residuals))
    #expect(points(outline) == [[-1, 0], [-1, 2], [0, 2], [0, 5], [1, 5], [1, 0]])
    let predictions = record(
      .predictions, [("bin_edges", numbers([0, 2, 4])), ("bin_averages", numbers([1.5, 2.5]))])
    let drawn = try #require(RegressionCurves.predictions(predictions))
    #expect(points(drawn) == [[1, 1.5], [3, 2.5]] && points(drawn, line: 1) == [[1, 1], [3, 3]])
    #expect(RegressionCurves.residuals(record(.residuals, [("bin_edges", numbers([1]))])) == nil)
    #expect(RegressionCurves.predictions(record(.predictions, [])) == nil)
  }
}
