import TestSupport
import Testing

@testable import RunStores

@Suite("Exact decimals")
struct ExactDecimalTests {
  @Test("are the doubles the standard library reads, for every power within reach")
  func agreement() throws {
    // A fixed sequence of digits of every length (xorshift64).
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for round in 0..<20_000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let digits = (state % 10_000_000_000_000_000_000) >> UInt64(round % 60)
      let power = round % 55 - 27
      let value = try #require(ExactDecimal.value(digits, power: power))
      let expected = try #require(Double("\(digits)e\(power)"))
      guard value != expected else { continue }
      Issue.record("\(digits)e\(power) gives \(value), not \(expected)")
    }
  }

  @Test(
    "round halves to even and stay exact at the edges",
    arguments: [
      (9_007_199_254_740_993, 0, 9_007_199_254_740_992.0), (9_007_199_254_740_993, -1, 900719925474099.3),
      (1, 27, 1e27), (1, -27, 1e-27), (9_999_999_999_999_999_999, 27, 9.999999999999999999e45),
      (9_999_999_999_999_999_999, -27, 9.999999999999999999e-9), (0, 5, 0), (9495195918668536, -16, 0.9495195918668536),
    ] as [(UInt64, Int, Double)])
  func edges(digits: UInt64, power: Int, expected: Double) {
    #expect(ExactDecimal.value(digits, power: power) == expected)
  }

  @Test("are told from their neighbours where the quotient is a whole number, or nearly", arguments: 1...27)
  func wholeQuotients(power: Int) throws {
    let five = (0..<power).reduce(UInt64(1)) { product, _ in product * 5 }
    var random = RandomNumbers(seed: UInt64(power))
    for _ in 0..<300 {
      let multiple = five * UInt64.random(in: 1...(UInt64.max / five), using: &random)
      for digits in [multiple &- 1, multiple, multiple &+ 1] where digits > 1 << 53 {
        #expect(ExactDecimal.value(digits, power: -power) == Double("\(digits)e-\(power)"), "\(digits)e-\(power)")
      }
    }
  }

  @Test("leave powers out of reach to others")
  func outOfReach() {
    #expect(ExactDecimal.value(1, power: 28) == nil)
    #expect(ExactDecimal.value(1, power: -28) == nil)
  }
}
