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
      (5e-324, 1.7e308, 6, false), (1e-300, 1e-299, 6, false), (1, 1e6, 3, false), (0.9, 1100, 7, false),
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

  private static var numbers: [Double] {
    let chosen: [Double] = [
      0, -0.0, 1, -1, 0.1, 0.5, 1234, 12_345, 123_456.7, 999_999.9, 9_999_999, 1e7, 12_345_678, 1e15, 1e16, 0.95784,
      0.99999, 9.9995, 9.99949, 0.00012345, 0.0001, 0.00009999, 1e-5, -3.2e-5, 1.5e-300, 5e-324, 1.7976931348623157e308,
      -1e22, 2.5, 0.125, 0.00025, 1.0005, 1.00049, 100.05, 1000.5, 0.1 + 0.2, 123_456_789.123, .nan, .infinity,
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
