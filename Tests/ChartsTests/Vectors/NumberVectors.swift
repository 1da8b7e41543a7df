import Markup
import TestSupport

@testable import Charts

/// Ticks and texts of numbers.
enum NumberVectors {
  static func write(into json: inout JSONWriter) {
    json.key("ticks")
    lines(ticks, into: &json) { ticks, json in
      json.key("low")
      json.shortest(ticks.low)
      json.key("high")
      json.shortest(ticks.high)
      json.key("limit")
      json.integer(Int64(ticks.limit))
      json.key("isWhole")
      json.bool(ticks.isWhole)
      json.key("ticks")
      json.ticks(LinearScale(spanning: ticks.low, ticks.high).ticks(limit: ticks.limit, isWhole: ticks.isWhole))
    }
    json.key("logTicks")
    lines(logTicks, into: &json) { ticks, json in
      json.key("least")
      json.shortest(ticks.low)
      json.key("greatest")
      json.shortest(ticks.high)
      json.key("limit")
      json.integer(Int64(ticks.limit))
      json.key("ticks")
      json.ticks(LogScale(fitting: ticks.low, ticks.high).ticks(limit: ticks.limit))
    }
    json.key("timeTicks")
    lines(timeTicks, into: &json) { ticks, json in
      let scale = PlaceScale(ticks.isWhole ? .moment : .duration, spanning: ticks.low, ticks.high)
      let result = scale.ticks(limit: ticks.limit, isWhole: false)
      json.key("low")
      json.shortest(ticks.low)
      json.key("high")
      json.shortest(ticks.high)
      json.key("limit")
      json.integer(Int64(ticks.limit))
      json.key("kind")
      json.string(ticks.isWhole ? "wall" : "time")
      json.key("ticks")
      json.ticks(result.ticks)
      json.key("rest")
      json.string(result.rest)
      json.key("ends")
      json.list([scale.text(scale.ends.low), scale.text(scale.ends.high)]) { $1.string($0) }
    }
    json.key("numbers")
    lines(numbers, into: &json) { number, json in
      json.key("number")
      json.shortest(number)
      json.key("rounded")
      json.string(NumberText.rounded(number))
      json.key("inCharts")
      json.string(ChartText.value(number))
      json.key("fixed2")
      json.string(NumberText.fixed(number, decimals: 2))
    }
  }

  private static func lines<Element>(
    _ cases: [Element], into json: inout JSONWriter, _ write: (Element, inout JSONWriter) -> Void
  ) {
    json.beginList()
    for element in cases {
      json.newline()
      json.beginObject()
      write(element, &json)
      json.endObject()
    }
    json.endList()
    json.newline()
  }

  private typealias Ticks = (low: Double, high: Double, limit: Int, isWhole: Bool)

  private static var ticks: [Ticks] {
    let greatest = Double.greatestFiniteMagnitude
    let chosen: [Ticks] = [
      (0, 1, 6, false), (0, 1, 6, true), (0, 200, 6, true), (0.85, 0.97, 6, false), (-3, 3, 6, false),
      (0, 20_000, 6, true), (0, 3e6, 6, true), (0, 2.5e9, 6, false), (1e6, 1.2e6, 5, false), (0, 3e-7, 6, false),
      (0, 3e-5, 6, false), (0, 1e300, 6, false), (-greatest, greatest, 6, false), (0, 3, 8, true), (5, 5, 4, false),
      (0, 0, 4, false), (1e308, 1e308, 3, false), (1, 1.0000000000000002, 5, false), (0.1, 0.3, 1, false),
      (0.3, 0.9, 7, false), (-1e-300, 1e-300, 5, false), (1e15, 1.00001e15, 5, true),
      (123_456_789, 987_654_321, 7, true),
    ]
    var random = RandomNumbers(seed: 5)
    return chosen
      + (0..<60).map { _ in
        let power = Int.random(in: -12...12, using: &random)
        let low = Double("\(Int.random(in: -99_999...99_999, using: &random))e\(power - 5)") ?? 0
        let span = Double("\(Int.random(in: 1...99_999, using: &random))e\(power - 5)") ?? 1
        return (low, low + span, Int.random(in: 1...9, using: &random), Bool.random(using: &random))
      }
  }

  private static var logTicks: [Ticks] {
    let chosen: [Ticks] = [
      (1e-3, 1, 8, false), (1, 100, 9, false), (1e-8, 1e8, 5, false), (2, 3, 6, false), (0.5, 0.5, 6, false),
      (.leastNonzeroMagnitude, 1.7e308, 6, false), (1e-300, 1e-299, 6, false), (1, 1e6, 3, false),
      (0.9, 1100, 7, false),
    ]
    var random = RandomNumbers(seed: 6)
    return chosen
      + (0..<30).map { _ in
        let power = Int.random(in: -8...8, using: &random)
        let low = Double("\(Int.random(in: 1...999, using: &random))e\(power - 3)") ?? 1
        let ratio = Double(Int.random(in: 2...20_000, using: &random))
        return (low, low * ratio, Int.random(in: 2...9, using: &random), false)
      }
  }

  /// Whole ones are moments.
  private static var timeTicks: [Ticks] {
    // 23 November 2026, 04:12:07.
    let start = 1_795_407_127.0
    let year = 365.25 * 86_400
    let moments: [(from: Double, seconds: Double)] = [
      (0, 0), (0, 5), (0, 50), (0, 400), (0, 3600), (0, 20_000), (0, 70_000), (0, 86_400), (0, 250_000), (0, 500_000),
      (0, 900_000), (0, 2e6), (0, 4e6), (0, 1e7), (0, 3e7), (0, year * 2), (0, year * 9), (0, year * 70),
      (0, year * 8000), (-1e9, 5e7), (-1.9e9, 1e7), (-6e10, 2e9), (-5e12, 1e13), (0, 1e14), (0.25, 0.5),
    ]
    let durations: [(from: Double, seconds: Double)] = [
      (0, 0), (0, 0.002), (0, 0.7), (0, 4), (0, 9), (0, 40), (0, 100), (0, 200), (0, 1000), (17, 3000), (0, 9000),
      (0, 30_000), (0, 90_000), (0, 200_000), (0, 700_000), (0, 5e6), (0, 1e9), (-100, 300), (0, 8e12), (0, 1e14),
    ]
    let limits = [7, 4, 1]
    return limits.flatMap { limit in
      moments.map { (start + $0.from, start + $0.from + $0.seconds, limit, true) }
        + durations.map { ($0.from, $0.from + $0.seconds, limit, false) }
    }
  }

  private static var numbers: [Double] {
    let chosen: [Double] = [
      0, -0.0, 1, -1, 0.1, 0.5, 1234, 12_345, 123_456.7, 999_999.9, 9_999_999, 1e7, 12_345_678, 1e15, 1e16, 0.95784,
      0.99999, 9.9995, 9.99949, 0.00012345, 0.0001, 0.00009999, 1e-5, -3.2e-5, 1.5e-300, .leastNonzeroMagnitude,
      1.7976931348623157e308, -1e22, 2.5, 0.125, 0.00025, 1.0005, 1.00049, 100.05, 1000.5, 0.1 + 0.2, 123_456_789.123,
      .nan, .infinity,
      -.infinity,
    ]
    var random = RandomNumbers(seed: 7)
    return chosen
      + (0..<60).map { _ in
        let power = Int.random(in: -9...6, using: &random)
        return Double("\(Int.random(in: -9_999_999...9_999_999, using: &random))e\(power - 5)") ?? 0
      }
  }
}
