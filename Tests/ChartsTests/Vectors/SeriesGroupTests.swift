import Analysis
import Testing

@Suite("Several runs as one line")
struct SeriesGroupTests {
  private typealias Bucket = ThinnedSeries.Bucket

  private func points(_ points: (Double, Double)...) -> [Bucket] { points.map { Bucket(x: $0.0, value: $0.1) } }

  @Test("at the same steps: mean, least and greatest")
  func sameSteps() throws {
    let joined = SeriesGroup.join([[points((0, 1), (1, 2))], [points((0, 3), (1, 4))]])
    let line = try #require(joined.first)
    #expect(joined.count == 1)
    #expect(line.map(\.mid) == [2, 3] && line.map(\.low) == [1, 2] && line.map(\.high) == [3, 4])
    #expect(line.map(\.count) == [2, 2])
  }

  @Test("a run counts from its first point to its last, and between points as the line drawn there")
  func ownRange() throws {
    let joined = SeriesGroup.join([[points((0, 0), (10, 10))], [points((5, 1), (20, 3))]])
    let line = try #require(joined.first)
    #expect(line.map(\.x) == [0, 5, 10, 20])
    #expect(line[0].mid == 0 && line[1].mid == 3 && line[3].mid == 3)
  }

  @Test("a restart takes the place of what was logged before it")
  func restarts() {
    let joined = SeriesGroup.join([[points((0, 1), (1, 1), (2, 9)), points((1, 2), (3, 2))]])
    #expect(joined.map { $0.map(\.mid) } == [[1], [2, 2]])
  }

  @Test("nobody's gap stays a gap")
  func gaps() {
    let broken = [points((0, 1), (1, 1)), points((3, 1), (4, 1))]
    #expect(SeriesGroup.join([broken, broken]).count == 2)
    #expect(SeriesGroup.join([broken, [points((0, 1), (4, 1))]]).count == 1)
  }
}
