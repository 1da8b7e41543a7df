import Analysis
import RunModel
import TestSupport
import Testing

@Suite("Thinning keeps what a chart must show")
struct ThinningTests {
  private func series(_ values: [Double], steps: [Int64]? = nil) -> MetricSeries {
    MetricSeries(
      name: "m", steps: steps ?? values.indices.map(Int64.init), times: values.map { _ in MetricSeries.noTime },
      values: values)
  }

  @Test("every value lies within the bucket of its column", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func coversEveryValue(seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    let count = Int.random(in: 1000...20_000, using: &random)
    let values = (0..<count).map { _ in
      Double.random(in: 0...1, using: &random) < 0.001 ? 1e6 : Double.random(in: -1...1, using: &random)
    }
    let thinned = Thinning.thin(series(values))
    let buckets = try #require(thinned.segments.first)
    #expect(thinned.segments.count == 1)
    #expect(buckets.count <= Thinning.columns)
    #expect(thinned.finiteCount == count)
    #expect(buckets.map(\.high).max() == values.max())
    #expect(buckets.map(\.low).min() == values.min())
    for (index, value) in values.enumerated() {
      let bucket = try #require(buckets.last { $0.x <= Double(index) })
      #expect(bucket.low <= value && value <= bucket.high)
    }
  }

  @Test("a bucket has the time of its first value, in the order of steps")
  func keepsTimes() {
    let steps = (0..<200).map { Int64($0 ^ 1) }
    let sorted = MetricSeries(name: "m", steps: steps, times: steps.map { $0 * 1000 }, values: steps.map(Double.init))
    #expect(Thinning.thin(sorted).segments.first?.map(\.time) == (0..<200).map { Int64($0) * 1000 })
    let shared = MetricSeries(name: "m", steps: [0, 0, 1], times: [5, 7, MetricSeries.noTime], values: [1, 2, 3])
    #expect(Thinning.thin(shared).segments.first?.map(\.time) == [5, MetricSeries.noTime])
  }

  @Test("short series are kept value by value")
  func keepsShort() {
    let thinned = Thinning.thin(series([3, 1, 2]))
    #expect(thinned.segments == [[.init(x: 0, value: 3), .init(x: 1, value: 1), .init(x: 2, value: 2)]])
    #expect(thinned.axis == .step)
  }

  @Test("a step that runs backward starts a new segment")
  func splitsAtRestarts() {
    let thinned = Thinning.thin(series([1, 2, 3, 4], steps: [0, 1, 1, 0]))
    #expect(thinned.segments.map { $0.map(\.x) } == [[0, 1], [0]])
  }

  @Test("steps that are all the same give way to the index")
  func usesIndex() {
    let thinned = Thinning.thin(series([1, 2, 3], steps: [7, 7, 7]))
    #expect(thinned.axis == .index)
    #expect(thinned.segments.first?.map(\.x) == [0, 1, 2])
  }

  @Test("values written out of order are sorted by step")
  func sortsDisorder() {
    let steps = (0..<200).map { Int64($0 ^ 1) }
    let thinned = Thinning.thin(series(steps.map(Double.init), steps: steps))
    #expect(thinned.segments.count == 1)
    #expect(thinned.segments.first?.map(\.mid) == (0..<200).map(Double.init))
  }

  @Test("NaN and infinities make gaps and are marked at the last finite level")
  func marksNonFinite() {
    let thinned = Thinning.thin(series([1, .nan, 3, .infinity, .nan]))
    #expect(thinned.segments.map { $0.map(\.mid) } == [[1], [3]])
    #expect(thinned.nonFinite.map(\.x) == [1, 3, 4])
    #expect(thinned.nonFinite.map(\.level) == [1, 3, 3])
  }

  @Test(
    "of hostile steps and values neither crashes nor hangs",
    arguments: [
      [Int64.min, Int64.max], [Int64.max, Int64.min, 0], Array(repeating: Int64.max, count: 2000),
    ])
  func survivesExtremes(steps: [Int64]) {
    let long = (0..<2000).map { steps[$0 % steps.count] }
    let values = long.indices.map { $0 % 2 == 0 ? Double.greatestFiniteMagnitude : -Double.greatestFiniteMagnitude }
    let thinned = Thinning.thin(series(values, steps: long))
    #expect(thinned.finiteCount == 2000)
    #expect(thinned.segments.allSatisfy { $0.allSatisfy { $0.mid.isFinite } })
  }
}
