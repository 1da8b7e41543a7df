import TestSupport
import Testing

@testable import Markup

@Suite("The shortest text of a number")
struct ShortestDecimalTests {
  private func text(_ value: Double) -> String? {
    guard let decimal = ShortestDecimal(value) else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortestDecimal.limit) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      return String(decoding: UnsafeBufferPointer(start: start, count: decimal.write(to: start)), as: UTF8.self)
    }
  }

  /// - Returns: whether it was worked out here.
  private func check(_ value: Double) -> Bool {
    guard let text = text(value) else { return false }
    #expect(text == value.description)
    return true
  }

  @Test("is the standard library's, for any significand of each exponent", arguments: -31...54)
  func significands(exponent: Int) {
    var random = RandomNumbers(seed: UInt64(100 + exponent))
    var count = 0
    for _ in 0..<1000 {
      // All bits, and few of them: what lies just half way between two texts has few.
      let bits = random.next() & (1 << 52 - 1)
      let few = bits & 0xFFF << (random.next() % 41)
      for significand in [bits, few] {
        count += check(Double(bitPattern: UInt64(1023 + exponent) << 52 | significand)) ? 1 : 0
      }
    }
    #expect(count > 1500 || exponent < -29 || exponent > 52)
  }

  @Test("is the standard library's beside every power of two and of ten, and for ties")
  func borders() {
    var values: [Double] = (-31...54).map { Double(sign: .plus, exponent: $0, significand: 1) }
    values += (-9...15).compactMap { Double("1e\($0)") }
    var count = 0
    for value in values.flatMap({ [$0.nextDown.nextDown, $0.nextDown, $0, $0.nextUp, $0.nextUp.nextUp] }) {
      count += check(value) ? 1 : 0
    }
    for odd in stride(from: 1, to: 4000, by: 2) { count += check(0x1p50 + Double(odd) / 4) ? 1 : 0 }
    #expect(count > 2300)
  }

  @Test("is what was written, for numbers of few digits", arguments: 1...17)
  func decimals(digits: Int) throws {
    var random = RandomNumbers(seed: UInt64(digits))
    let limit = (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 }
    for _ in 0..<500 {
      let value = try #require(Double("\(random.next() % limit)e-\(random.next() % 22)"))
      _ = check(value)
    }
    #expect(text(0.1) == "0.1" && text(123.0) == "123.0" && text(3e-5) == "3e-05" && text(4503599627370497.5) != nil)
  }

  @Test("is left to the standard library for what is large, small, no number or a power of two")
  func others() {
    for value in [0, -1.5, 1, 0.5, 1e-10, 0x1p53, 1e300, .infinity, .nan, .leastNonzeroMagnitude] {
      #expect(text(value) == nil)
    }
    var writer = JSONWriter()
    writer.beginList()
    for value in [0.25, -0.3, 1e22, 0.1] { writer.number(value) }
    writer.endList()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "[0.25,-0.3,1e+22,0.1]")
  }
}
