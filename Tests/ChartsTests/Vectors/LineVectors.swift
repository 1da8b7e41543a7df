import TestSupport

@testable import Charts

/// Charts of lines, each for something that a second implementation may get wrong.
enum LineVectors {
  static var all: [ChartVector] { values + places + marks + crowds + texts + numbers + options + random }

  static func line(
    _ label: String, _ points: [(Double, Double)], colour: Int = 0, dash: Int = 0, emphasised: Bool = false,
    last: Double? = nil
  ) -> ChartSeries {
    ChartSeries(
      label: label, style: SeriesStyle(colour: colour, dash: dash), isEmphasised: emphasised,
      segments: [points.map { ChartPoint(x: $0.0, y: $0.1) }], nonFinite: [], last: last ?? points.last?.1)
  }

  static func line(_ label: String, _ values: [Double], colour: Int = 0, emphasised: Bool = false) -> ChartSeries {
    line(label, values.enumerated().map { (Double($0), $1) }, colour: colour, emphasised: emphasised)
  }

  /// A line over whole numbers from 0 on.
  static func line(_ label: String, _ count: Int, colour: Int = 0, _ value: (Double) -> Double) -> ChartSeries {
    line(label, (0..<count).map { value(Double($0)) }, colour: colour)
  }

  static func chart(
    _ series: [ChartSeries], y: YScale = .automatic(), x: String = "step", title: String = "val/loss",
    size: ChartSize = ChartSize(width: 400, height: 220), isCurve: Bool = false,
    options: LineOptions = LineOptions()
  ) -> LineChart {
    LineChart(
      id: "c", title: title, xLabel: x, yScale: y, series: series, size: size, isCurve: isCurve, options: options)
  }

  private static var values: [ChartVector] {
    [
      ChartVector("no series", chart([])),
      ChartVector("a series without values", chart([line("r", [Double]())])),
      ChartVector("one value", chart([line("r", [0.25])])),
      ChartVector("two values", chart([line("r", [2, 1])])),
      ChartVector("twelve values have dots", chart([line("r", 12) { $0 * $0 }])),
      ChartVector("thirteen have none", chart([line("r", 13) { $0 * $0 }])),
      ChartVector("the same value again and again", chart([line("r", 20) { _ in 0.7 }])),
      ChartVector("nothing but 0", chart([line("r", [0, 0, 0])])),
      ChartVector("below 0", chart([line("r", [-5, -3.5, -4, -1.25])])),
      ChartVector("about 0", chart([line("r", [-0.5, 0.25, 0, 1.5])])),
      ChartVector("logarithmic by its range", chart([line("r", 40) { 100 / (1 + $0 * $0 * $0) }])),
      ChartVector("logarithmic as told", chart([line("r", [1, 2, 3, 2.5])], y: .logarithmic)),
      ChartVector("logarithmic over values that are not above 0", chart([line("r", [5, 0, -1, 3])], y: .logarithmic)),
      ChartVector("logarithmic without any value above 0", chart([line("r", [0, -1])], y: .logarithmic)),
      ChartVector("linear as told", chart([line("r", [1e-6, 1, 1e6])], y: .linear)),
      ChartVector("another ratio", chart([line("r", [1, 2, 40, 50])], y: .automatic(ratio: 30))),
    ]
  }

  private static var places: [ChartVector] {
    let fractions = (0..<15).map { (index: Int) -> (Double, Double) in (Double(index) / 10, Double(index % 4)) }
    let far = (0..<30).map { (index: Int) -> (Double, Double) in
      (Double(1_000_000 + index * 250_000), 1 / Double(1 + index))
    }
    var restarted = line("r", 30) { $0.truncatingRemainder(dividingBy: 10) }
    restarted.segments = [
      Array(restarted.segments[0][..<20]), Array(restarted.segments[0][12...]), [ChartPoint(x: 5, y: 3)],
    ]
    return [
      ChartVector("x in fractions", chart([line("r", fractions)], x: "epoch")),
      ChartVector("x in millions", chart([line("r", far)])),
      ChartVector("x in units", chart([line("r", [(0, 1), (4e9, 2)])], x: "tokens")),
      ChartVector("one x", chart([line("r", [(7, 1), (7, 2)])])),
      ChartVector("x below 0", chart([line("r", [(-20, 1), (20, 4)])])),
      ChartVector("a small picture", chart([line("r", [3, 1, 2])], size: ChartSize(width: 120, height: 60))),
      ChartVector("a large picture", chart([line("r", [3, 1, 2])], size: ChartSize(width: 900.5, height: 500))),
      ChartVector("a restart", chart([restarted])),
      ChartVector(
        "a curve that goes straight up", chart([line("roc", [(0, 0), (0, 0.5), (0.5, 1), (1, 1)])], isCurve: true)),
    ]
  }

  private static var marks: [ChartVector] {
    var series = line("r", [2, 1.5, 1.2, 1.1])
    series.nonFinite = [
      .init(x: 4, kind: .nan, level: 1.1), .init(x: 4.01, kind: .nan, level: nil),
      .init(x: 2, kind: .positiveInfinity, level: 1.2), .init(x: 0, kind: .negativeInfinity, level: nil),
      .init(x: 2.5, kind: .nan, level: .infinity), .init(x: .nan, kind: .nan, level: 1),
    ]
    var many = line("r", [1, 2])
    many.nonFinite = (0..<60).map { .init(x: Double($0), kind: $0 % 2 == 0 ? .nan : .positiveInfinity, level: 1) }
    var only = line("r", [Double]())
    only.nonFinite = [.init(x: 3, kind: .nan, level: nil)]
    only.last = .nan
    return [
      ChartVector("NaN and infinities", chart([series])),
      ChartVector("more marks than are drawn", chart([many])),
      ChartVector("nothing but NaN", chart([only])),
    ]
  }

  private static var crowds: [ChartVector] {
    var random = RandomNumbers(seed: 11)
    func noise(_ count: Int, _ scale: Double) -> [Double] {
      (0..<count).map {
        let noise = Double.random(in: 0...0.2, using: &random)
        return (scale / Double(1 + $0) + noise).inDigits
      }
    }
    let bands = (0..<300).map { index -> ChartPoint in
      let mid = (10 / Double(10 + index)).inDigits
      return ChartPoint(
        x: Double(index * 20), low: (mid * 0.8).inDigits, high: index == 200 ? 3 : (mid * 1.3).inDigits, mid: mid,
        count: 20)
    }
    let banded = ChartSeries(
      label: "r", style: SeriesStyle(colour: 5, dash: 2), isEmphasised: false,
      segments: [Array(bands[..<150]), [bands[170]], Array(bands[180...])], nonFinite: [], last: bands.last?.mid)
    let eight = (0..<8).map { line("run-\($0)", noise(25, Double($0)), colour: $0, emphasised: $0 == 2) }
    let twelve = (0..<12).map { line("run-\($0)", [Double($0), 12 - Double($0)], colour: $0) }
    let dense = (0..<4).map { line("run-\($0)", noise(400, 2), colour: $0 + 3) }
    return [
      ChartVector("bands, in pieces", chart([banded])),
      ChartVector("eight lines, one emphasised", chart(eight)),
      ChartVector("twelve lines, whose ends do not all have room", chart(twelve)),
      ChartVector("one line of more points than columns", chart([line("r", noise(900, 5))])),
      ChartVector("four lines of more points than columns", chart(dense)),
    ]
  }

  private static var texts: [ChartVector] {
    let hostile = "</title><script>alert(\"1\" & '2')</script>\u{0}\u{1B}[31m\u{85}\u{FFFE}\r\n\tü→𝄞"
    var bad = line(hostile, [1, 2])
    bad.nonFinite = [.init(x: 1, kind: .nan, level: 1)]
    let long = String(repeating: "a long text ", count: 20) + "ends"
    return [
      ChartVector("hostile texts", chart([bad], x: hostile, title: hostile)),
      ChartVector("long texts", chart([line(long, [1, 2])], x: long, title: String(repeating: "→", count: 130))),
      ChartVector("an x label with a row of its own", chart([line("r", [1, 2])], x: "samples seen")),
      ChartVector("no x label", chart([line("r", [1, 2])], x: "")),
      ChartVector("names of objects", chart([line("__proto__", [1, 2]), line("constructor", [2, 1], colour: 1)])),
    ]
  }

  private static var numbers: [ChartVector] {
    let greatest = Double.greatestFiniteMagnitude
    return [
      ChartVector("huge numbers", chart([line("r", [1e300, -1e300, 5e299])])),
      ChartVector("the greatest numbers", chart([line("r", [greatest, -greatest, 0])])),
      ChartVector("tiny numbers", chart([line("r", [1e-300, 3e-300, 2e-300])])),
      ChartVector("the least number", chart([line("r", [.leastNonzeroMagnitude, 0])])),
      ChartVector("numbers that nearly equal", chart([line("r", [1, 1.0000000000000002, 1])])),
      ChartVector("small numbers", chart([line("r", [3e-5, 1e-5, 2.5e-5])])),
      ChartVector("large numbers", chart([line("r", [1_234_567, 2_345_678, 8_765_432.5])])),
      ChartVector(
        "numbers of points that are none", chart([line("r", [(0, 1), (.nan, 2), (2, 2), (3, .infinity), (4, 1)])])),
    ]
  }

  private static var random: [ChartVector] {
    ([1, 3, 4, 5, 7, 8, 9, 11, 13] as [UInt64]).map { seed in
      var random = RandomNumbers(seed: seed)
      return ChartVector("random \(seed)", RandomChart.make(using: &random))
    }
  }
}

extension Double {
  /// Rounded to five digits, so that the vectors are short.
  var inDigits: Double { Double(Int((self * 1e5).rounded())) / 1e5 }
}
