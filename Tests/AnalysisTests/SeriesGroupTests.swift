import Analysis
import RunModel
import Testing

@Suite("Several runs as one line, and lines over something else")
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

  @Test("over time, points without one are left out and marks find the time of their step")
  func time() {
    var buckets = points((0, 1), (10, 2), (20, 3))
    (buckets[0].time, buckets[2].time) = (1000, 5000)
    let thinned = ThinnedSeries(
      axis: .step, segments: [buckets],
      nonFinite: [.init(x: 5, value: .nan, level: 1), .init(x: 99, value: .nan, level: 1)])
    let placed = thinned.overTime(since: 500)
    #expect(placed.segments.map { $0.map(\.x) } == [[0.5, 4.5]])
    #expect(placed.nonFinite.map(\.x) == [1.5, 4.5])
    #expect(ThinnedSeries(axis: .step, segments: [points((0, 1))], nonFinite: []).overTime(since: 0).segments.isEmpty)
  }

  @Test("over another metric, points outside of its steps are left out")
  func otherMetric() {
    let loss = ThinnedSeries(
      axis: .step, segments: [points((0, 9), (1, 8), (2, 7), (9, 6))], nonFinite: [.init(x: 50, value: .nan, level: 6)])
    let epoch = ThinnedSeries(axis: .step, segments: [points((0, 0), (2, 1))], nonFinite: [])
    let placed = loss.over(epoch)
    #expect(placed.segments.map { $0.map(\.x) } == [[0, 0.5, 1]])
    #expect(placed.nonFinite.isEmpty)
  }
}
