import Markup
import TestSupport
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
  /// Any bit pattern: all magnitudes, subnormals, NaN, infinities.
  private static func anyDouble(using random: inout RandomNumbers) -> Double { Double(bitPattern: random.next()) }

  @Test("the exact text of any number reads back as that number")
  func readsBack() throws {
    var random = RandomNumbers(seed: 1)
    for _ in 0..<20_000 {
      let value = Self.anyDouble(using: &random)
      let read = try #require(Double(NumberText.exact(value)))
      #expect(read == value || read.isNaN && value.isNaN)
    }
  }

  @Test("the rounded text is within half a unit of its fourth digit")
  func roundsWell() throws {
    var random = RandomNumbers(seed: 2)
    for _ in 0..<20_000 {
      let value = Self.anyDouble(using: &random)
      guard value.isFinite else { continue }
      let text = NumberText.rounded(value)
      let plain = text.replacing("\u{2212}", with: "-").replacing(",", with: "")
      let read = try #require(Double(plain), "\(value): \(text)")
      #expect(abs(read - value) <= abs(value) * 0.0005001 || abs(value) < 1e-307, "\(value): \(text)")
      #expect(text.count <= 12, "\(value): \(text)")
    }
  }

  @Test(
    "is short and keeps four digits",
    arguments: [
      (0, "0"), (0.95777, "0.9578"), (12.345, "12.35"), (1234, "1234"), (12_345, "12,345"), (12_345.6, "12,346"),
      (0.5, "0.5"),
      (-0.5, "\u{2212}0.5"), (3.2e-5, "3.2e\u{2212}05"), (1e7, "1e07"), (1e-4, "0.0001"), (0.99996, "1"),
      (9.9996e-5, "1e\u{2212}04"),
      (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "\u{2212}∞"), (.leastNonzeroMagnitude, "4.941e\u{2212}324"),
      (-0.0, "0"),
    ])
  func rounds(value: Double, text: String) {
    #expect(NumberText.rounded(value) == text)
  }

  @Test(
    "with a fixed number of decimals has that many",
    arguments: [
      (0.5, 4, "0.5000"), (-0.00001, 3, "0.000"), (1_234_567.891, 2, "1,234,567.89"), (999.9996, 3, "1000.000"),
      (2, 0, "2"),
      (-2.25, 1, "\u{2212}2.3"), (1e20, 2, "1e20"), (0.5, -1, "1"),
    ])
  func fixes(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test(
    "thousands are grouped from five digits on",
    arguments: [
      (0, "0"), (9999, "9999"), (10_000, "10,000"), (-1_234_567, "\u{2212}1,234,567"),
      (.max, "9,223,372,036,854,775,807"),
      (.min, "\u{2212}9,223,372,036,854,775,808"),
    ] as [(Int64, String)])
  func groups(value: Int64, text: String) {
    #expect(NumberText.grouped(value) == text)
  }

  @Test(
    "sizes have a decimal unit",
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (9999, "10.0 KB"), (10_000, "10 KB"), (4_100_000, "4.1 MB"),
      (68_000_000_000, "68 GB"),
      (2_500_000_000_000, "2.5 TB"),
    ] as [(Int64, String)])
  func sizes(count: Int64, text: String) {
    #expect(NumberText.bytes(count) == text)
    #expect(NumberText.bytes(Double(count)) == (count < 1000 ? text : NumberText.bytes(count)))
  }
}
