import Foundation
import Markup
import TestSupport
import Testing

@testable import Charts

@Suite("Line charts")
struct LineChartTests {
  private func series(
    _ label: String, _ values: [Double], colour: Int = 0, emphasised: Bool = false, nonFinite: [NonFiniteMark] = []
  ) -> ChartSeries {
    ChartSeries(
      label: label, style: SeriesStyle(colour: colour, dash: colour / 2), isEmphasised: emphasised,
      segments: [values.enumerated().map { ChartPoint(x: Double($0), y: $1) }], nonFinite: nonFinite, last: values.last)
  }

  private func chart(_ series: [ChartSeries], y: YScale = .automatic(), label: String = "step") -> LineChart {
    LineChart(
      id: "c", title: "val/loss", xLabel: label, yScale: y, series: series, size: ChartSize(width: 400, height: 220))
  }

  private func svg(_ chart: LineChart) -> String {
    var writer = MarkupWriter()
    chart.write(into: &writer)
    return writer.string
  }

  @Test("look as they did: two lines, one emphasised, with gaps and marks")
  func golden() throws {
    var broken = series("rusty-comet", [2.1, 1.4, 1.2, 0.9, 0.8, 0.82], colour: 3)
    broken.segments = [Array(broken.segments[0][..<3]), Array(broken.segments[0][4...])]
    broken.nonFinite = [.init(x: 3, kind: .nan, level: 1.2), .init(x: 4, kind: .positiveInfinity, level: 0.8)]
    let chart = chart([series("lunar-comet", [2.3, 1.1, 0.7, 0.5, 0.45, 0.43], emphasised: true), broken])
    try Golden.expect(svg(chart), matches: "two-lines.svg")
  }

  @Test("look as they did: a thinned series with its band on a logarithmic axis")
  func goldenBand() throws {
    var random = RandomNumbers(seed: 3)
    let points = (0..<512).map { index -> ChartPoint in
      let mid = 10 / Double(1 + index) * Double.random(in: 0.8...1.2, using: &random)
      return ChartPoint(x: Double(index * 20), low: mid / 2, high: mid * 2, mid: mid, count: 20)
    }
    let line = ChartSeries(
      label: "r", style: SeriesStyle(colour: 1, dash: 0), isEmphasised: true, segments: [points], nonFinite: [],
      last: 0.02)
    let chart = chart([line])
    #expect(chart.facts.usesLog && chart.facts.hasBands && chart.facts.pointsTotal == 10_240)
    try Golden.expect(svg(chart), matches: "band.svg")
  }

  @Test("keep every spike: the band reaches the least and the greatest value of every column")
  func keepsSpikes() {
    let values = (0..<5000).map { $0 == 2777 ? 50.0 : 1 }
    let chart = chart([series("r", values)], y: .linear)
    let merged = ChartProbe.segments(of: chart)
    #expect(merged.joined().map(\.high).max() == 50)
    #expect(merged.joined().reduce(0) { $0 + $1.count } == 5000)
    #expect(chart.facts.pointsShown < 500)
    #expect(chart.facts.pointsTotal == 5000)
  }

  @Test("draw the emphasised line last, above the others")
  func emphasis() throws {
    let text = svg(
      chart([series("a", [1, 2], emphasised: true), series("b", [2, 1], colour: 1), series("c", [3, 1], colour: 2)]))
    let groups = text.components(separatedBy: "<g class=\"s ").dropFirst().map { $0.prefix(4) }
    #expect(groups == ["c2 d", "c1 d", "e c0"])
  }

  @Test("say in words what they show")
  func description() {
    let text = svg(chart([series("a", [1, 2]), series("b", [4, 3], colour: 1)], label: "epoch"))
    #expect(text.contains(">2 lines over epoch 0 to 1, values 1 to 4. Last values: a 2; b 3.</desc>"))
    #expect(svg(chart([])).contains("No finite values."))
  }

  @Test("write end labels that do not overlap")
  func endLabels() {
    let lines = (0..<8).map { series("r\($0)", [1, 0.5 + Double($0) / 1000], colour: $0) }
    let heights = ChartProbe.endLabels(of: chart(lines)).map(\.y).sorted()
    #expect(heights.count >= 1)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= EndLabel.distance })
  }

  @Test("escape every text")
  func escapes() {
    let bad = "<script>\"'&"
    let chart = LineChart(
      id: "c", title: bad, xLabel: bad, yScale: .linear, series: [series(bad, [1, 2])],
      size: ChartSize(width: 400, height: 220))
    #expect(!svg(chart).contains("<script") && !svg(chart).contains("\"'&"))
  }

  @Test(
    "are well-formed XML with places inside the picture, whatever the numbers", arguments: 1...60 as ClosedRange<UInt64>
  )
  func hostile(seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    let extremes = [
      0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, 1e308, -1e308, .greatestFiniteMagnitude, 1, -1,
      1e-7,
    ]
    func number() -> Double {
      Bool.random(using: &random) ? extremes.randomElement(using: &random) ?? 0 : Double(bitPattern: random.next())
    }
    let lines = (0..<Int.random(in: 0...4, using: &random)).map { index -> ChartSeries in
      let segments = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        (0..<Int.random(in: 0...700, using: &random)).map { _ in
          ChartPoint(
            x: number(), low: number(), high: number(), mid: number(), count: Int.random(in: -1...9, using: &random))
        }
      }
      let marks = (0..<5).map { _ in NonFiniteMark(x: number(), kind: .nan, level: number()) }
      return ChartSeries(
        label: "r", style: SeriesStyle(colour: index, dash: -index), isEmphasised: false, segments: segments,
        nonFinite: marks,
        last: number())
    }
    for scale in [YScale.automatic(), .linear, .logarithmic] {
      let text = svg(chart(lines, y: scale))
      let place = text.range(of: "inf") ?? text.range(of: "nan")
      #expect(place == nil, "\(place.map { text[$0.lowerBound...].prefix(80) } ?? "")")
      // Foundation's XML parser is not linked; balance is what matters here.
      #expect(text.components(separatedBy: "<g").count == text.components(separatedBy: "</g>").count)
      #expect(text.hasSuffix("</svg>\n"))
    }
  }

  @Test("of curves keep every corner")
  func curves() {
    let points = (0..<2000).map { ChartPoint(x: Double($0 % 2), y: Double($0)) }
    let line = ChartSeries(
      label: "roc", style: SeriesStyle(colour: 0, dash: 0), isEmphasised: false, segments: [points], nonFinite: [],
      last: nil)
    let chart = LineChart(
      id: "c", title: "t", xLabel: "x", yScale: .linear, series: [line], size: ChartSize(width: 400, height: 220),
      isCurve: true)
    #expect(chart.facts.pointsShown == 2000)
  }
}

@Suite("Small lines in tables")
struct SparklineTests {
  private func svg(_ segments: [[ChartPoint]]) -> String {
    var writer = MarkupWriter()
    Sparkline(segments: segments).write(into: &writer)
    return writer.string
  }

  @Test("are light, and interrupted where the series is")
  func light() {
    let points = (0..<500).map { ChartPoint(x: Double($0), y: Double($0 % 7)) }
    #expect(svg([points]).utf8.count < 500)
    #expect(svg([Array(points[..<3]), Array(points[5..<9])]).components(separatedBy: "M").count == 3)
  }

  @Test("are nothing where nothing can be drawn")
  func empty() {
    #expect(svg([]) == "")
    #expect(svg([[ChartPoint(x: .nan, y: 1)]]) == "")
  }
}
