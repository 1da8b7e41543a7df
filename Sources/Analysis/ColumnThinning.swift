import RunModel

/// Thins a series whose steps run forward but for some restarts, a column at a time.
struct ColumnThinning {
  typealias Bucket = ThinnedSeries.Bucket

  private let steps: UnsafeBufferPointer<Int64>
  private let times: UnsafeBufferPointer<Int64>
  private let values: UnsafeBufferPointer<Double>
  private let low: Double
  private let width: Double
  private var segment: [Bucket] = []
  /// The last finite value.
  private var level: Double?
  private var result: ThinnedSeries

  /// - Parameters:
  ///   - restarts: the indices at which steps run backward.
  ///   - result: takes the segments and marks.
  static func collect(
    steps: UnsafeBufferPointer<Int64>, times: UnsafeBufferPointer<Int64>, values: UnsafeBufferPointer<Double>,
    restarts: [Int], into result: inout ThinnedSeries
  ) {
    let runs = zip([0] + restarts, restarts + [steps.count]).map { $0..<$1 }
    var least = Int64.max
    var greatest = Int64.min
    for run in runs {
      least = min(least, steps[run.lowerBound])
      greatest = max(greatest, steps[run.upperBound - 1])
    }
    // Values of a short series, or of one step, are not divided.
    let width = steps.count > Thinning.keptWhole ? (Double(greatest) - Double(least)) / Double(Thinning.columns) : 0
    var thinning = ColumnThinning(
      steps: steps, times: times, values: values, low: Double(least), width: width, result: result)
    for run in runs {
      thinning.add(run)
      thinning.close()
    }
    result = thinning.result
  }

  private init(
    steps: UnsafeBufferPointer<Int64>, times: UnsafeBufferPointer<Int64>, values: UnsafeBufferPointer<Double>,
    low: Double, width: Double, result: ThinnedSeries
  ) {
    self.steps = steps
    self.times = times
    self.values = values
    self.low = low
    self.width = width
    self.result = result
    segment.reserveCapacity(width > 0 ? Thinning.columns : steps.count)
  }

  /// Which column a value belongs to; the place itself where there are none.
  private func column(_ index: Int) -> Double {
    let x = Double(steps[index])
    return width > 0 ? Double(min(Thinning.columns - 1, Int((x - low) / width))) : x
  }

  /// Values whose steps run forward.
  private mutating func add(_ run: Range<Int>) {
    var index = run.lowerBound
    // Most columns have as many values as the one before.
    var length = 1
    while index < run.upperBound {
      if width == 0, isAlone(index, in: run), values[index].isFinite {
        appendAlone(index)
        index += 1
        continue
      }
      let end = self.end(ofColumnAt: index, guess: index + length, limit: run.upperBound)
      addColumn(index..<end)
      length = end - index
      index = end
    }
  }

  /// Whether a value is the last of its step; the first it is where the others were looked at before.
  private func isAlone(_ index: Int, in run: Range<Int>) -> Bool {
    index + 1 == run.upperBound || Double(steps[index + 1]) != Double(steps[index])
  }

  /// A finite value that is a column by itself, as all of a short series mostly are.
  private mutating func appendAlone(_ index: Int) {
    segment.append(Bucket(x: Double(steps[index]), value: values[index], time: times[index]))
    level = values[index]
  }

  /// The index after the last value of a column: the columns of a run never fall.
  private func end(ofColumnAt index: Int, guess: Int, limit: Int) -> Int {
    let column = column(index)
    func isPast(_ place: Int) -> Bool { place >= limit || self.column(place) > column }
    // Within these bounds, widened until they hold the end.
    var low = index
    var high = guess
    var reach = 1
    while !isPast(high) {
      low = high
      high += reach
      reach *= 2
    }
    reach = 1
    while high - low > 1 {
      // Beside the upper bound first, where a good guess puts it.
      let middle = reach < high - low ? high - reach : low + (high - low) / 2
      if isPast(middle) {
        high = middle
        reach *= 2
      } else {
        low = middle
        reach = high - low
      }
    }
    return min(high, limit)
  }

  /// Values of one column: one bucket, unless some are not finite.
  private mutating func addColumn(_ range: Range<Int>) {
    let all = ValueRun(values, range)
    if all.sum.isFinite { return append(all, range) }
    var start = range.lowerBound
    for index in range where !values[index].isFinite {
      if start < index { appendLarge(start..<index) }
      close()
      if result.nonFinite.count < Thinning.nonFiniteLimit {
        result.nonFinite.append(.init(x: Double(steps[index]), value: values[index], level: level))
      }
      start = index + 1
    }
    if start < range.upperBound { appendLarge(start..<range.upperBound) }
  }

  private mutating func append(_ run: ValueRun, _ range: Range<Int>) {
    let first = range.lowerBound
    var bucket = Bucket(x: Double(steps[first]), value: run.low, time: times[first])
    bucket.high = run.high
    bucket.count = range.count
    // Rounding may leave the range.
    bucket.mid = min(max(run.sum / Double(range.count), run.low), run.high)
    segment.append(bucket)
    level = values[range.upperBound - 1]
  }

  /// Finite values, whose sum may be infinite.
  private mutating func appendLarge(_ range: Range<Int>) {
    let run = ValueRun(values, range)
    if run.sum.isFinite { return append(run, range) }
    var bucket = Bucket(
      x: Double(steps[range.lowerBound]), value: values[range.lowerBound], time: times[range.lowerBound])
    for index in range.dropFirst() { bucket.merge(Bucket(x: bucket.x, value: values[index])) }
    segment.append(bucket)
    level = values[range.upperBound - 1]
  }

  /// Ends a segment.
  private mutating func close() {
    guard !segment.isEmpty else { return }
    result.segments.append(segment)
    segment.removeAll(keepingCapacity: true)
  }
}
