import TestSupport

@testable import Charts

/// Charts of random series, from tame to hostile.
enum RandomChart {
  static func make(using random: inout RandomNumbers) -> LineChart {
    let isHostile = Int.random(in: 0..<4, using: &random) == 0
    let scale: Double = [1e-9, 0.01, 1, 1, 250, 1e8].randomElement(using: &random) ?? 1
    let step: Double = [0.5, 1, 1, 10, 977].randomElement(using: &random) ?? 1
    let series = (0..<Int.random(in: 1...5, using: &random)).map { index in
      var x = Double(Int.random(in: 0...20, using: &random)) * step
      let segments = (0..<Int.random(in: 1...3, using: &random)).map { _ -> [ChartPoint] in
        if Bool.random(using: &random) { x = max(0, x - 30 * step) }
        return (0..<Int.random(in: 0...70, using: &random)).map { _ in
          x += step * Double(Int.random(in: 0...3, using: &random))
          return isHostile && Bool.random(using: &random)
            ? hostile(using: &random) : point(x, scale: scale, using: &random)
        }
      }
      return ChartSeries(
        label: "run-\(index)", style: SeriesStyle(colour: index * 3, dash: index), isEmphasised: index == 1,
        segments: segments, nonFinite: index == 2 ? [.init(x: x, kind: .nan, level: scale)] : [],
        last: segments.last?.last?.mid)
    }
    return LineChart(
      id: "chart-1", title: "metric", xLabel: ["step", "epoch", "index"].randomElement(using: &random) ?? "",
      yScale: [.automatic(), .automatic(ratio: 30), .linear, .logarithmic].randomElement(using: &random) ?? .linear,
      series: series, size: ChartSize(width: Double(Int.random(in: 200...700, using: &random)), height: 220))
  }

  private static func point(_ x: Double, scale: Double, using random: inout RandomNumbers) -> ChartPoint {
    let y = scale * Double.random(in: 0...1, using: &random).inDigits
    guard Int.random(in: 0..<3, using: &random) == 0 else { return ChartPoint(x: x, y: y) }
    return ChartPoint(x: x, low: y / 2, high: y * 1.5, mid: y, count: Int.random(in: 2...9, using: &random))
  }

  private static func hostile(using random: inout RandomNumbers) -> ChartPoint {
    func number() -> Double {
      Bool.random(using: &random)
        ? [0, -0.0, .nan, .infinity, 1e308, -1e308, 1, -1, 1e-7].randomElement(using: &random) ?? 0
        : Double(bitPattern: random.next())
    }
    return ChartPoint(
      x: number(), low: number(), high: number(), mid: number(), count: Int.random(in: -1...9, using: &random))
  }
}
