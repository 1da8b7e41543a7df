import Testing

@testable import Masking

@Suite("Counts of what is masked")
struct MaskCountsTests {
  @Test("add up, and of two readings of one text the larger counts")
  func addsUp() {
    var counts = MaskCounts(["JWT": 1])
    counts.add(MaskCounts(["JWT": 2, "password": 1]))
    counts.widen(to: MaskCounts(["JWT": 2, "npm token": 4]))
    #expect(counts.byRule == ["JWT": 3, "password": 1, "npm token": 4])
    #expect(counts.total == 8 && counts.sorted.map(\.rule) == ["JWT", "npm token", "password"])
  }
}
