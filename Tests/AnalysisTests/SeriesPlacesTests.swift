import Analysis
import RunModel
import Testing

@Suite("Lines over something else than steps")
struct SeriesPlacesTests {
  private typealias Bucket = ThinnedSeries.Bucket

  private func points(_ points: (Double, Double)...) -> [Bucket] { points.map { Bucket(x: $0.0, value: $0.1) } }

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
