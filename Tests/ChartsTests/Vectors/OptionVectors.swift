import TestSupport

@testable import Charts

extension LineVectors {
  /// Lines drawn otherwise than by default.
  static var options: [ChartVector] { smoothed + clipped + timed }

  private static func noisy(_ count: Int, seed: UInt64, every step: (Int) -> Double = { Double($0) }) -> ChartSeries {
    var random = RandomNumbers(seed: seed)
    let points = (0..<count).map { index -> (Double, Double) in
      (step(index), (1 / Double(1 + index) + Double.random(in: 0...0.3, using: &random)).inDigits)
    }
    return line("run-\(seed)", points, colour: Int(seed), emphasised: seed == 1)
  }

  private static var smoothed: [ChartVector] {
    let even = noisy(40, seed: 1)
    let uneven = noisy(40, seed: 2) { $0 < 20 ? Double($0) : Double(20 + ($0 - 20) * 10) }
    var broken = noisy(40, seed: 3)
    broken.segments = [Array(broken.segments[0][..<15]), Array(broken.segments[0][17...]), [ChartPoint(x: 5, y: 1)]]
    broken.nonFinite = [.init(x: 15, kind: .nan, level: 0.2)]
    var thinned = noisy(60, seed: 4)
    thinned.segments = [
      thinned.segments[0].enumerated().map { index, point in
        ChartPoint(
          x: point.x, low: point.mid - 0.125, high: point.mid + 0.25, mid: point.mid, count: index % 7 == 0 ? 1 : 20)
      }
    ]
    let some = LineOptions(smoothing: 0.6)
    return [
      ChartVector("smoothed", chart([even], options: some)),
      ChartVector("smoothed as much as can be", chart([even], options: LineOptions(smoothing: 2))),
      ChartVector("smoothed over uneven steps", chart([uneven, even], options: LineOptions(smoothing: 0.9))),
      ChartVector("smoothed over an interruption and a restart", chart([broken], options: some)),
      ChartVector("smoothed with bands", chart([thinned], options: some)),
      ChartVector("smoothed values on a logarithmic axis", chart([even], y: .logarithmic, options: some)),
      ChartVector("smoothed, few points", chart([line("r", [3, 1, 2]), line("s", [1.0], colour: 1)], options: some)),
      ChartVector("more points than columns, smoothed", chart([noisy(700, seed: 5)], options: some)),
    ]
  }

  private static var clipped: [ChartVector] {
    let clip = LineOptions(clipsOutliers: true)
    var spiky = noisy(100, seed: 1)
    spiky.segments[0][30] = ChartPoint(x: 30, y: 50)
    spiky.segments[0][31] = ChartPoint(x: 31, y: 70)
    spiky.segments[0][80] = ChartPoint(x: 80, y: -9)
    var crowded = noisy(300, seed: 2)
    for index in stride(from: 0, to: 300, by: 3) {
      crowded.segments[0][index].high += index % 29 == 0 ? 20 : 0.25
      crowded.segments[0][index].count = 5
    }
    let decades = line("r", 60) { $0 == 40 ? 1e9 : 1000 / (1 + $0 * $0) }
    return [
      ChartVector("outliers left out", chart([spiky, noisy(100, seed: 3)], options: clip)),
      ChartVector("outliers left out, and there are none", chart([line("r", 30) { $0 }], options: clip)),
      ChartVector("outliers left out of bands", chart([crowded], options: clip)),
      ChartVector("outliers left out of a logarithmic axis", chart([decades], options: clip)),
      ChartVector("outliers beside one value", chart([line("r", 40) { $0 == 7 ? 3 : 1 }], options: clip)),
      ChartVector("outliers left out of nothing", chart([], options: clip)),
      ChartVector(
        "outliers left out and smoothed", chart([spiky], options: LineOptions(smoothing: 0.8, clipsOutliers: true))),
    ]
  }

  private static var timed: [ChartVector] {
    let start = 1_795_407_127.0
    var early = noisy(30, seed: 1) { start + Double($0) * 313.5 }
    early.nonFinite = [.init(x: start + 4000, kind: .nan, level: 0.2)]
    let late = noisy(30, seed: 2) { start + 86_400 + Double($0) * 1900 }
    var steps = noisy(200, seed: 3)
    steps.nonFinite = [.init(x: 0, kind: .nan, level: 1), .init(x: 20, kind: .nan, level: 0.1)]
    let log = LineOptions(xScale: .logarithmic)
    let wall = LineOptions(xScale: .moment)
    let time = LineOptions(xScale: .duration)
    return [
      ChartVector("x by logarithm, without step 0", chart([steps], options: log)),
      ChartVector(
        "x by logarithm, less than a decade", chart([noisy(20, seed: 4) { Double(100 + $0 * 3) }], options: log)),
      ChartVector("x by logarithm, one x", chart([line("r", [(5, 1), (5, 2)])], options: log)),
      ChartVector("x by logarithm, none above 0", chart([line("r", [(-5, 1), (0, 2)])], options: log)),
      ChartVector("both by logarithm", chart([noisy(50, seed: 5)], y: .logarithmic, options: log)),
      ChartVector("seconds", chart([noisy(30, seed: 1) { Double($0) * 1.5 }], x: "time", options: time)),
      ChartVector("minutes", chart([noisy(30, seed: 1) { Double($0) * 100.25 }], x: "time", options: time)),
      ChartVector("days", chart([noisy(30, seed: 1) { Double($0) * 50_000 }], x: "time since start", options: time)),
      ChartVector("moments of a day", chart([early], x: "time (UTC)", options: wall)),
      ChartVector("moments of two days", chart([early, late], x: "time (UTC)", options: wall)),
      ChartVector("moments without a label", chart([late], x: "", options: wall)),
      ChartVector("moments far away", chart([line("r", [(-1e13, 1), (1e13, 2)])], x: "time", options: wall)),
    ]
  }
}
