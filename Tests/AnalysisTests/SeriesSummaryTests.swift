import Analysis
import RunModel
import TestSupport
import Testing

@Suite("Summaries of series")
struct SeriesSummaryTests {
  private func series(_ values: [Double], steps: [Int64]? = nil, rule: MetricSeries.LastRule = .lastWritten)
    -> MetricSeries
  {
    MetricSeries(
      name: "m", steps: steps ?? values.indices.map(Int64.init), times: values.map { _ in MetricSeries.noTime },
      values: values, lastRule: rule)
  }

  @Test("skip NaN in min, max and mean but count it")
  func skipsNaN() {
    let summary = SeriesSummary(series([.nan, 2, 1, .nan, 4]))
    #expect(summary.count == 5)
    #expect(summary.nanCount == 2)
    #expect(summary.min == .init(value: 1, step: 2))
    #expect(summary.max == .init(value: 4, step: 4))
    #expect(summary.mean == 7.0 / 3)
    #expect(summary.first.isNaN)
    #expect(summary.last == 4)
  }

  @Test("keep infinities")
  func keepsInfinities() {
    let summary = SeriesSummary(series([1, .infinity, -.infinity]))
    #expect(summary.min?.value == -.infinity)
    #expect(summary.max?.value == .infinity)
    #expect(summary.nonFiniteCount == 2)
    #expect(summary.mean?.isNaN == true)
  }

  @Test("of nothing but NaN have no min, max or mean")
  func allNaN() {
    let summary = SeriesSummary(series([.nan, .nan]))
    #expect(summary.min == nil && summary.max == nil && summary.mean == nil)
    #expect(summary.last.isNaN)
  }

  @Test("take MLflow's last: greatest step, then time, then value")
  func mlflowLast() {
    let unordered = series([5, 9, 7, 7.5], steps: [1, 3, 2, 3], rule: .greatestStep)
    let summary = SeriesSummary(unordered)
    #expect(summary.last == 9)
    #expect(summary.lastStep == 3)
    #expect(summary.first == 5)
    #expect(SeriesSummary(series([5, 9, 7], steps: [1, 3, 2])).last == 7)
  }

  @Test("tell where an extreme was first reached")
  func firstExtreme() {
    #expect(SeriesSummary(series([3, 1, 1, 3])).min?.step == 1)
    #expect(SeriesSummary(series([3, 1, 1, 3])).max?.step == 0)
  }

  @Test("tell when the values a reader asks for were logged")
  func moments() {
    var logged = series([3, .nan, 1, 5, 4])
    #expect(SeriesSummary(logged).moments == nil)
    logged.times = [10, 20, 30, MetricSeries.noTime, 50]
    #expect(SeriesSummary(logged).moments == .init(first: 10, last: 50, min: 30, max: nil, nonFinite: 20))
  }

  @Test("of 32-bit numbers are shown as those, not as what they are as 64-bit ones")
  func singlePrecision() {
    var series = MetricSeries(name: "accuracy", steps: [1, 2, 3], times: [0, 0, 0])
    series.values = [Double(Float(0.95)), Double(Float(0.1)), Double(Float.greatestFiniteMagnitude)]
    series.isSinglePrecision = true
    let summary = SeriesSummary(series)
    #expect(summary.first == 0.95 && summary.min?.value == 0.1 && summary.last == 3.4028235e38)
    let buckets = Thinning.thin(series).segments.flatMap { $0 }
    #expect(buckets.map(\.mid) == [0.95, 0.1, 3.4028235e38] && buckets.map(\.low) == buckets.map(\.high))
  }
}
