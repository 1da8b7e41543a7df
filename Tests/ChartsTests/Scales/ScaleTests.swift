import Testing

@testable import Charts

@Suite("Scales")
struct ScaleTests {
  @Test(
    "of extreme values map into the picture",
    arguments: [
      (-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude), (0, 0),
      (Double.leastNonzeroMagnitude, Double.leastNonzeroMagnitude * 2), (1e308, 1e308),
      (1, 1.0000000000000002), (-Double.leastNormalMagnitude, Double.leastNormalMagnitude),
    ])
  func extremes(low: Double, high: Double) {
    for scale in [LinearScale(fitting: low, high), LinearScale(spanning: low, high)] {
      for value in [low, high, 0, low / 2 + high / 2] {
        let fraction = scale.fraction(value)
        #expect(fraction >= 0 && fraction <= 1, "\(fraction)")
      }
    }
  }

  @Test("begin at zero where the values nearly do")
  func zero() {
    #expect(LinearScale(fitting: 0.1, 2).low == 0)
    #expect(LinearScale(fitting: 0.9, 1).low > 0.8)
    #expect(LinearScale(fitting: -2, -0.1).high == 0)
  }

  @Test("are logarithmic for values of several sizes only, one warm-up value being no reason")
  func aptness() {
    let falling = (0..<100).map { 10.0 / Double(1 + $0 * $0) }
    #expect(LogScale.isApt(for: falling, ratio: 30))
    #expect(!LogScale.isApt(for: falling.map { $0 + 1 }, ratio: 30))
    #expect(!LogScale.isApt(for: [1e-9] + Array(repeating: 0.1, count: 50), ratio: 30))
    #expect(!LogScale.isApt(for: [0] + falling, ratio: 30))
    #expect(!LogScale.isApt(for: [], ratio: 30))
  }
}
