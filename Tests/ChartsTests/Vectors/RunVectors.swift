import TestSupport

@testable import Charts

/// Charts of one value or one line a run.
enum RunVectors {
  static var all: [ChartVector] { bars + scatters + parallels + bests }

  private static let size = ChartSize(width: 400, height: 220)
  private static let hostile = "</title><script>\"&'\u{0}"

  private static func run(_ index: Int, _ label: String? = nil, emphasised: Bool = false) -> ChartRun {
    let names = ["lunar-comet", "rusty-river", "quiet-moon", "bold-fern", "still-tide"]
    return ChartRun(
      label: label ?? "\(names[index % names.count])-\(101 + index)",
      style: SeriesStyle(colour: index, dash: index / 8),
      isEmphasised: emphasised)
  }

  private static func random(_ seed: UInt64, _ count: Int, _ range: ClosedRange<Double>) -> [Double] {
    var random = RandomNumbers(seed: seed)
    return (0..<count).map { _ in Double.random(in: range, using: &random).inDigits }
  }

  private static func bar(
    _ name: String, _ values: [Double], scale: YScale = .linear, clip: Bool = false, label: String? = nil,
    text: String? = nil
  ) -> ChartVector {
    let bars = values.enumerated().map { index, value in
      BarChart.Bar(run: run(index, label, emphasised: index == 0), value: value, text: text)
    }
    return ChartVector(
      name, BarChart(id: "c", title: "accuracy max", scale: scale, bars: bars, width: 400, clipsOutliers: clip))
  }

  private static var bars: [ChartVector] {
    [
      bar("bars", [0.97, 0.95, 0.9, 0.4, 0.85]), bar("no bars", []), bar("one bar", [12_345]),
      bar("bars below 0", [-3, 2, -0.5, 0]), bar("bars of 0", [0, 0]),
      bar("bars without a number", [.nan, 3, .infinity, 1]), bar("bars of nothing but NaN", [.nan]),
      bar("thirty bars", random(1, 30, 0...1).sorted(by: >)),
      bar("bars by logarithm", [1e-5, 0.1, 0, 20], scale: .logarithmic),
      bar(
        "bars, outliers left out", [900, -500, 1, 2, 1.5, 3, 2.5, 1, 2, 1.5, 3, 2.5, 1, 2, 1.5, 3, 2.5, 2, 2, 2, 2, 2],
        clip: true),
      bar("bars with long names", [3, 2], label: String(repeating: "a long name ", count: 15), text: "97.3 %"),
      bar("bars with hostile names", [3, 2], label: hostile, text: hostile),
    ]
  }

  private static func scatter(
    _ name: String, _ points: [(Double, Double)], x: YScale = .automatic(), y: YScale = .automatic(),
    labels: (String, String) = ("lr", "accuracy max"), categories: [String] = [], clip: Bool = false,
    emphasised: Set<Int> = [0]
  ) -> ChartVector {
    ChartVector(
      name,
      ScatterChart(
        id: "c", title: "accuracy over lr", xLabel: labels.0, yLabel: labels.1, xScale: x, yScale: y,
        categories: categories,
        points: points.enumerated().map {
          .init(run: run($0, emphasised: emphasised.contains($0)), x: $1.0, y: $1.1)
        }, size: size, clipsOutliers: clip))
  }

  private static var scatters: [ChartVector] {
    let rates = zip([1e-5, 1e-4, 3e-4, 1e-3, 0.01, 0.03, 0.1, 0.3], random(2, 8, 0.5...1)).map { ($0, $1) }
    let cloud = Array(zip(random(3, 30, 0...1), random(4, 30, 10...20)))
    let crowd = Array(zip(random(5, 210, 0...1), random(6, 210, 0...1)))
    let names = ["adam", "sgd", "rmsprop"]
    let kinds = (0..<12).map { (index: Int) -> (Double, Double) in (Double(index % 3), Double(index * index % 7)) }
    let many = (0..<25).map { "optimizer-\($0)" }
    return [
      scatter("points, x by logarithm", rates), scatter("points", cloud), scatter("no points", []),
      scatter("one point", [(3, 4)]),
      scatter("points without a place", [(.nan, 1), (1, .infinity), (2, 3), (4, 5)]),
      scatter(
        "points over a logarithm that lack it", [(0, 1), (-1, 2), (10, 3), (100, 5)], x: .logarithmic, y: .linear),
      scatter("points over texts", kinds, labels: ("optimizer", "loss min"), categories: names),
      scatter("points over many texts", (0..<25).map { (Double($0), Double($0)) }, labels: ("", "y"), categories: many),
      scatter("points, outliers left out", cloud + [(50, 15), (-20, 12), (0.5, 90), (0.25, -30)], clip: true),
      scatter("points with names that meet", [(0, 1), (0.1, 1.01), (1, 0.5), (1, 0.8)], emphasised: [0, 1, 2, 3]),
      scatter("points with hostile labels", [(1, 2), (2, 3)], labels: (hostile, hostile)),
      scatter("more points than have names", crowd),
    ]
  }

  private static func parallel(
    _ name: String, _ axes: [ParallelChart.Axis], _ lines: [[Double?]], size: ChartSize = size
  ) -> ChartVector {
    ChartVector(
      name,
      ParallelChart(
        id: "c", title: "lr, model, accuracy", axes: axes,
        lines: lines.enumerated().map { .init(run: run($0, emphasised: $0 == 0), values: $1) }, size: size))
  }

  private static var parallels: [ChartVector] {
    let rate = ParallelChart.Axis(label: "lr", scale: .automatic(ratio: 30))
    let model = ParallelChart.Axis(label: "model", categories: ["small", "medium", "large"])
    let accuracy = ParallelChart.Axis(label: "val/accuracy max", better: .higher)
    let loss = ParallelChart.Axis(label: "val/loss min", better: .lower)
    let lines: [[Double?]] = [
      [1e-4, 2, 0.97, 0.1], [1e-3, 2, 0.95, 0.2], [0.01, 1, 0.9, 0.35], [0.1, 0, 0.5, 1.4], [0.03, 0, 0.8, 0.6],
    ]
    let long = ParallelChart.Axis(label: "a parameter with a long name", categories: ["one long text", "another"])
    let bad = ParallelChart.Axis(label: hostile, categories: [hostile, hostile])
    return [
      parallel("parallel coordinates", [rate, model, accuracy, loss], lines),
      parallel("parallel, two axes", [rate, accuracy], lines.map { [$0[0], $0[2]] }),
      parallel(
        "parallel, values missing", [rate, model, accuracy, loss], lines + [[nil, 1, .nan, 0.5], [0, 7], []]),
      parallel("parallel, long names", [long, long, accuracy, long], [[0, 1, 0.5, 0], [1, 0, 0.6, 1]]),
      parallel("parallel, one value each", [rate, accuracy], [[0.1, 3], [0.1, 3]]),
      parallel("parallel, no runs", [rate, model], []), parallel("parallel, no axes", [], []),
      parallel("parallel, hostile names", [bad, bad], [[0, 1]]),
    ]
  }

  private static func best(
    _ name: String, _ values: [Double], lower: Bool = false, y: YScale = .automatic()
  ) -> ChartVector {
    ChartVector(
      name,
      BestChart(
        id: "c", title: "accuracy max", xLabel: "runs in order of start", yScale: y, lowerIsBetter: lower,
        points: values.enumerated().map { .init(run: run($0), value: $1) }, size: size))
  }

  private static var bests: [ChartVector] {
    [
      best("best so far", random(7, 30, 0.5...1)), best("best so far, lower", random(8, 12, 0...3), lower: true),
      best("best so far of one", [4]), best("best so far of none", []),
      best("best so far, some without a value", [.nan, 2, 1, .infinity, 3, 3]),
      best("best so far by logarithm", random(9, 20, 0...1).map { $0 * $0 * $0 * $0 }, lower: true, y: .logarithmic),
      best("best so far of more than have names", random(10, 205, 0...1)),
    ]
  }
}
