import Analysis
import Markup
import RunModel
import TestSupport
import Testing

@testable import Charts

@Suite("From all values to the drawn path")
struct ColumnExtremesTests {
  private static let size = ChartSize(width: 400, height: 220)

  /// Noise with spikes and, where asked for, restarts, NaN and steps of all sizes.
  private func series(_ count: Int, isBroken: Bool, using random: inout RandomNumbers) -> MetricSeries {
    var series = MetricSeries(name: "loss")
    var step: Int64 = 0
    for index in 0..<count {
      let isSpike = random.next() % 997 == 0
      var value = (isSpike ? 3.0 : 1) * Double(random.next() >> 11) * 0x1p-53 + 2 / Double(1 + index / 100)
      if isBroken {
        if random.next() % 5003 == 0 { value = .nan }
        step += Int64(random.next() % 3)
        if random.next() % 9001 == 0 { step = max(0, step - 800) }
      } else {
        step += 1
      }
      series.append(step: step, time: MetricSeries.noTime, value: value)
    }
    return series
  }

  private func chart(_ all: [MetricSeries]) -> LineChart {
    let lines = all.enumerated().map { index, series in
      let thinned = Thinning.thin(series)
      return ChartSeries(
        label: "run \(index)", style: SeriesStyle(colour: index, dash: 0), isEmphasised: index == 0,
        segments: thinned.segments.map { segment in
          segment.map { ChartPoint(x: $0.x, low: $0.low, high: $0.high, mid: $0.mid, count: $0.count) }
        }, nonFinite: [], last: series.values.last)
    }
    return LineChart(id: "c", title: "loss", xLabel: "step", yScale: .linear, series: lines, size: Self.size)
  }

  private func svg(_ chart: LineChart) -> String {
    var writer = MarkupWriter()
    chart.write(into: &writer)
    return writer.string
  }

  @Test(
    "every column's least and greatest value lies within the band, at most a column away",
    arguments: [(1, 1, false), (2, 1, true), (3, 4, false), (4, 10, true), (5, 2, true)] as [(UInt64, Int, Bool)])
  func coversEveryColumn(seed: UInt64, runs: Int, isBroken: Bool) throws {
    var random = RandomNumbers(seed: seed)
    let all = (0..<runs).map { _ in series(20_000, isBroken: isBroken, using: &random) }
    let chart = chart(all)
    let text = svg(chart)
    let bands = try DrawnPath.all(in: text, after: "<path class=\"c")
    try #require(bands.count == runs)
    let plan = ChartPlan(
      id: "c", xLabel: "step", yScale: .linear, series: chart.series, size: Self.size, isCurve: false)
    let columnWidth = ColumnMerge.width(lineCount: runs)
    // A bucket stands where its first value does, and a column where its first bucket does.
    let reach = columnWidth + plan.area.width / Double(Thinning.columns) + 0.1

    // Bands are drawn from the last run to the first, and those emphasised, the first, at the end.
    for (series, band) in zip(all.reversed(), bands) {
      var columns: [Int: ClosedRange<Double>] = [:]
      for (step, value) in zip(series.steps, series.values) where value.isFinite {
        let place = plan.point(Double(step), value)
        let column = Int(place.x.rounded(.down))
        let known = columns[column] ?? place.y...place.y
        columns[column] = min(known.lowerBound, place.y)...max(known.upperBound, place.y)
      }
      for (column, truth) in columns {
        let drawn = try #require(band.extent(Double(column) - reach, Double(column) + 1 + reach))
        #expect(drawn.lowerBound <= truth.lowerBound + 0.06 && drawn.upperBound >= truth.upperBound - 0.06, "\(column)")
      }
    }
  }

  @Test("ten runs of 100,000 values take less than 100 KB, and so would ten of a million")
  func isLight() {
    var random = RandomNumbers(seed: 6)
    let all = (0..<10).map { _ in series(100_000, isBroken: false, using: &random) }
    let chart = chart(all)
    #expect(chart.facts.pointsTotal == 1_000_000)
    // Longer series have no more columns.
    #expect(all.allSatisfy { Thinning.thin($0).segments.joined().count == Thinning.columns })
    #expect(svg(chart).utf8.count < 100_000)
  }
}
