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

@Suite("Thinning at any size gives what one value after the other gives")
struct ColumnThinningTests {
  /// Bucket by bucket as the documentation has it, slowly.
  private func slowly(_ series: MetricSeries) -> ThinnedSeries {
    let (low, high) = (Double(series.steps.min() ?? 0), Double(series.steps.max() ?? 0))
    let width = series.count > Thinning.keptWhole ? (high - low) / Double(Thinning.columns) : 0
    var result = ThinnedSeries(axis: .step, segments: [], nonFinite: [])
    var isJoined = false
    var column = -1.0
    var level: Double?
    for index in series.values.indices {
      let (x, value) = (Double(series.steps[index]), series.values[index])
      if index > 0, series.steps[index] < series.steps[index - 1] { isJoined = false }
      let place = width > 0 ? min(Double(Thinning.columns - 1), ((x - low) / width).rounded(.down)) : x
      defer { column = place }
      guard value.isFinite else {
        if result.nonFinite.count < Thinning.nonFiniteLimit {
          result.nonFinite.append(.init(x: x, value: value, level: level))
        }
        isJoined = false
        continue
      }
      level = value
      let bucket = ThinnedSeries.Bucket(x: x, value: value, time: series.times[index])
      if !isJoined {
        result.segments.append([bucket])
      } else if place == column {
        result.segments[result.segments.count - 1][result.segments[result.segments.count - 1].count - 1].merge(bucket)
      } else {
        result.segments[result.segments.count - 1].append(bucket)
      }
      isJoined = true
    }
    return result
  }

  @Test("with restarts, NaN, uneven steps and several values a step", arguments: 1...40 as ClosedRange<UInt64>)
  func equalsSlowThinning(seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    var series = MetricSeries(name: "m")
    var step = Int64.random(in: -1000...1000, using: &random)
    let count = Int.random(in: 1...9000, using: &random)
    let stride = Int64.random(in: 0...50, using: &random)
    let restarts = Int.random(in: 0...20, using: &random)
    for index in 0..<count {
      step += Int64.random(
        in: 0...(Int.random(in: 0..<500, using: &random) == 0 ? stride * 900 : stride), using: &random)
      if count > 100, index % (count / (restarts + 1) + 1) == count / (restarts + 1) { step -= stride * 30 + 1 }
      let value =
        Int.random(in: 0..<700, using: &random) == 0
        ? [.nan, .infinity, 1e308].randomElement(using: &random) ?? 0 : Double.random(in: -1...1, using: &random)
      series.append(step: step, time: Int64(index), value: value)
    }
    if series.steps.first == series.steps.last { series.steps[series.count - 1] += 1 }
    let (fast, slow) = (Thinning.thin(series), slowly(series))
    #expect(
      fast.nonFinite.map(\.x) == slow.nonFinite.map(\.x) && fast.nonFinite.map(\.level) == slow.nonFinite.map(\.level))
    try #require(fast.segments.map(\.count) == slow.segments.map(\.count))
    for (mine, theirs) in zip(fast.segments.joined(), slow.segments.joined()) {
      #expect(mine.x == theirs.x && mine.low == theirs.low && mine.high == theirs.high)
      #expect(mine.count == theirs.count && mine.time == theirs.time)
      // The one is a sum divided, the other is weighted step by step.
      let size = max(mine.low.magnitude, mine.high.magnitude)
      #expect((mine.mid / 2 - theirs.mid / 2).magnitude <= size * 1e-12)
    }
  }

  @Test("more values than a block, and restarts at its ends")
  func blocks() {
    for place in [1, 4095, 4096, 4097, 8191, 8192, 8193, 9999] {
      var steps = (0..<10_000).map { Int64($0) * 3 }
      steps[place] = steps[place - 1] - 1
      let series = MetricSeries(
        name: "m", steps: steps, times: steps, values: steps.map(Double.init))
      #expect(Thinning.thin(series).segments.count == 2, "\(place)")
    }
  }
}
