import RunModel
import Testing

@Suite("The order of names")
struct NameOrderTests {
  @Test("counts the numbers in them")
  func counts() {
    let names = ["version_10", "version_2", "a", "version_02", "version_", "10", "9", "x1y10", "x1y9", "x01y9", ""]
    let ordered = names.sorted(by: NameOrder.precedesAsCounted)
    #expect(
      ordered == ["", "9", "10", "a", "version_", "version_02", "version_2", "version_10", "x01y9", "x1y9", "x1y10"])
  }

  @Test("is one, whatever the names are")
  func isStrict() {
    let names = ["0", "00", "000", "1", "01", "a0", "a00", "a", "é1", "é01", "\u{0}", "18446744073709551617", "2"]
    for a in names {
      for b in names {
        let (before, after) = (NameOrder.precedesAsCounted(a, b), NameOrder.precedesAsCounted(b, a))
        #expect(a == b ? !before && !after : before != after, "\(a) and \(b)")
      }
    }
  }
}
