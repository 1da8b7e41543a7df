import Analysis
import Markup
import RunModel

/// One thinned series as an object in JavaScript.
struct ScriptSeries {
  private let series: ThinnedSeries
  private let last: Double
  private let logRatio: Double
  let pointCount: Int
  /// How many finite values there are.
  private let valueCount: Int
  /// The first time that is known.
  private let start: Int64?

  /// - Parameters:
  ///   - last: the series' last value, which need not be that of the last point.
  ///   - logRatio: from which ratio of greatest to least on its values are drawn by their logarithm.
  init(_ series: ThinnedSeries, last: Double, logRatio: Double) {
    self.series = series
    self.last = last
    self.logRatio = logRatio
    pointCount = series.segments.reduce(0) { $0 + $1.count }
    valueCount = series.finiteCount
    start = series.segments.lazy.joined().first { $0.time != MetricSeries.noTime }?.time
  }

  /// - Parameter before: the series before it in the file; what is the same as there is left out.
  func write(after before: ScriptSeries?, to cursor: inout ByteCursor) {
    cursor.raw("{\"n\":")
    cursor.integer(valueCount)
    if series.axis == .index { cursor.raw(",\"index\":1") }
    if logRatio != MetricColumn.usualLogRatio {
      cursor.raw(",\"log\":")
      cursor.script(logRatio)
    }
    writeBreaks(to: &cursor)
    if !shares(before, { $0.x == $1.x }) { list("x", to: &cursor) { $0.script($1.x) } }
    if !shares(before, { $0.time == $1.time }) { writeTimes(to: &cursor) }
    list("y", to: &cursor) { $0.script($1.mid) }
    if valueCount > pointCount {
      list("low", to: &cursor) { $0.script($1.low) }
      list("high", to: &cursor) { $0.script($1.high) }
      list("c", to: &cursor) { $0.integer($1.count) }
    }
    writeNonFinite(to: &cursor)
    let end = series.segments.last?.last
    if end?.count != 1 || end?.mid.bitPattern != last.bitPattern {
      cursor.raw(",\"last\":")
      cursor.script(last)
    }
    cursor.raw("}")
  }

  /// Whether all points have something in common with those of another series, in order.
  private func shares(
    _ other: ScriptSeries?, _ isSame: (ThinnedSeries.Bucket, ThinnedSeries.Bucket) -> Bool
  ) -> Bool {
    guard let other, pointCount == other.pointCount else { return false }
    if series.segments.count != 1 || other.series.segments.count != 1 {
      return zip(series.segments.joined(), other.series.segments.joined()).allSatisfy(isSame)
    }
    return zip(series.segments[0], other.series.segments[0]).allSatisfy(isSame)
  }

  private func list(
    _ key: StaticString, to cursor: inout ByteCursor, _ write: (inout ByteCursor, ThinnedSeries.Bucket) -> Void
  ) {
    cursor.raw(",\"")
    cursor.raw(key)
    cursor.raw("\":[")
    var isFirst = true
    for segment in series.segments {
      for bucket in segment {
        if !isFirst { cursor.byte(UInt8(ascii: ",")) }
        isFirst = false
        write(&cursor, bucket)
      }
    }
    cursor.raw("]")
  }

  private func writeTimes(to cursor: inout ByteCursor) {
    guard let start else { return cursor.raw(",\"t0\":null") }
    cursor.raw(",\"t0\":")
    cursor.integer(Int(start))
    list("t", to: &cursor) { cursor, bucket in
      if bucket.time != MetricSeries.noTime { cursor.seconds(bucket.time &- start) }
    }
  }

  /// Where segments begin, the first aside.
  private func writeBreaks(to cursor: inout ByteCursor) {
    guard series.segments.count > 1 else { return }
    cursor.raw(",\"b\":[")
    var place = 0
    for (index, segment) in series.segments.dropLast().enumerated() {
      place += segment.count
      if index > 0 { cursor.byte(UInt8(ascii: ",")) }
      cursor.integer(place)
    }
    cursor.raw("]")
  }

  private func writeNonFinite(to cursor: inout ByteCursor) {
    guard !series.nonFinite.isEmpty else { return }
    cursor.raw(",\"nf\":[")
    for (index, mark) in series.nonFinite.enumerated() {
      cursor.raw(index > 0 ? ",[" : "[")
      cursor.script(mark.x)
      cursor.byte(UInt8(ascii: ","))
      cursor.script(mark.value)
      if let level = mark.level {
        cursor.byte(UInt8(ascii: ","))
        cursor.script(level)
      }
      cursor.raw("]")
    }
    cursor.raw("]")
  }
}
