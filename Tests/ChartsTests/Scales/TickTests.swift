import TestSupport
import Testing

@testable import Charts

@Suite("Ticks")
struct TickTests {
  private func texts(_ low: Double, _ high: Double, limit: Int = 6) -> [String] {
    LinearScale(spanning: low, high).ticks(limit: limit).map(\.text)
  }

  @Test(
    "are round numbers, written with the decimals of their step",
    arguments: [
      (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (0, 200, ["0", "50", "100", "150", "200"]),
      (0.85, 0.97, ["0.86", "0.88", "0.90", "0.92", "0.94", "0.96"]), (-3, 3, ["\u{2212}2", "0", "2"]),
      (0, 20_000, ["0", "5000", "10,000", "15,000", "20,000"]), (0, 3e6, ["0", "1M", "2M", "3M"]),
      (0, 2.5e9, ["0.0", "0.5G", "1.0G", "1.5G", "2.0G", "2.5G"].map { $0 == "0.0" ? "0" : $0 }),
      (0, 3e-7, ["0", "1e\u{2212}7", "2e\u{2212}7", "3e\u{2212}7"]),
      (0, 3e-5, ["0", "1e\u{2212}5", "2e\u{2212}5", "3e\u{2212}5"]),
      (0, 1e300, ["0", "2e299", "4e299", "6e299", "8e299", "1e300"]),
    ])
  func round(low: Double, high: Double, expected: [String]) {
    #expect(texts(low, high) == expected)
  }

  @Test(
    "are never more than asked for, lie in order within the domain, and differ",
    arguments: 1...40 as ClosedRange<UInt64>)
  func properties(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    for _ in 0..<100 {
      let size = Double(sign: .plus, exponent: Int.random(in: -300...300, using: &random), significand: 1)
      let low = Double.random(in: -1...1, using: &random) * size
      let high = low + Double.random(in: 0...1, using: &random) * size
      let limit = Int.random(in: 1...9, using: &random)
      let scale = LinearScale(fitting: low, high)
      let ticks = scale.ticks(limit: limit)
      #expect(ticks.count <= limit, "\(low) \(high)")
      #expect(limit < 3 || ticks.count >= 1, "\(low) \(high)")
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value && $0.fraction < $1.fraction })
      #expect(ticks.allSatisfy { (0...1).contains($0.fraction) })
      #expect(Set(ticks.map(\.text)).count == ticks.count, "\(low) \(high) \(ticks.map(\.text))")
    }
  }

  @Test("of whole steps are whole")
  func whole() {
    let ticks = LinearScale(spanning: 0, 3).ticks(limit: 8, isWhole: true)
    #expect(ticks.map(\.text) == ["0", "1", "2", "3"])
  }

  @Test(
    "of a logarithmic axis are powers of ten, with 2 and 5 where there is room",
    arguments: [
      (1e-3, 1.0, 8, ["0.001", "0.01", "0.1", "1"]), (1, 100, 9, ["1", "2", "5", "10", "20", "50", "100"]),
      (1e-8, 1e8, 5, ["1e\u{2212}6", "0.001", "1", "1000", "1e6"]),
      (2, 3, 6, ["2.0", "2.2", "2.4", "2.6", "2.8", "3.0"]),
    ])
  func logarithmic(low: Double, high: Double, limit: Int, expected: [String]) {
    #expect(LogScale(fitting: low, high).ticks(limit: limit).map(\.text) == expected)
  }
}
