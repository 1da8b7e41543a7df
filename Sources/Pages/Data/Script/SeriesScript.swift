import Analysis
import Digests
import Markup
import RunModel

/// `series.js`: the thinned series of one run, for the script; the form is written down in `docs/comparison.md`.
enum SeriesScript {
  /// About how many bytes a point takes: step, time, value.
  private static let pointSize = 40

  /// Nil for a run with no line to draw.
  static func bytes(of run: RunContext) -> [UInt8]? {
    let drawn = run.digest.series.filter(\.isChartable)
    guard !drawn.isEmpty else { return nil }
    var writer = MarkupWriter(reserving: 256 + drawn.count * 512)
    writer.raw("runreport.series(")
    writer.write(atMost: run.plan.folder.utf8.count + 8) { $0.json(run.plan.folder) }
    writer.raw(",[")
    var before: ThinnedSeries?
    for series in drawn {
      if before != nil { writer.raw(",") }
      let thinned = series.thinned
      let points = thinned.segments.reduce(0) { $0 + $1.count }
      writer.write(atMost: 200 + 2 * series.name.utf8.count + points * pointSize + thinned.nonFinite.count * 64) {
        write(series.name, thinned, count: points, after: before, to: &$0)
      }
      before = thinned
    }
    writer.raw("]);\n")
    return writer.bytes
  }

  private static func write(
    _ name: String, _ series: ThinnedSeries, count: Int, after before: ThinnedSeries?, to cursor: inout ByteCursor
  ) {
    cursor.raw("\n[")
    cursor.json(name)
    cursor.raw(",{\"n\":")
    cursor.integer(series.finiteCount)
    if series.axis == .index { cursor.raw(",\"index\":1") }
    writeBreaks(series, to: &cursor)
    let sharesPlaces = before.map { isSame($0, series, \.x) } ?? false
    if !sharesPlaces { list("x", series, to: &cursor) { $0.script($1.x) } }
    let first = series.segments.first?.first?.time ?? MetricSeries.noTime
    if first != MetricSeries.noTime, !(before.map { isSame($0, series, \.time) } ?? false) {
      cursor.raw(",\"t0\":")
      cursor.integer(Int(first))
      list("t", series, to: &cursor) { cursor, bucket in
        if bucket.time != MetricSeries.noTime { seconds(bucket.time &- first, to: &cursor) }
      }
    } else if first == MetricSeries.noTime {
      cursor.raw(",\"t0\":null")
    }
    list("y", series, to: &cursor) { $0.script($1.mid) }
    if series.segments.contains(where: { $0.contains { $0.count > 1 } }) {
      list("low", series, to: &cursor) { $0.script($1.low) }
      list("high", series, to: &cursor) { $0.script($1.high) }
      list("c", series, to: &cursor) { $0.integer($1.count) }
    }
    writeNonFinite(series, to: &cursor)
    cursor.raw("}]")
  }

  private static func isSame<Value: Equatable>(
    _ a: ThinnedSeries, _ b: ThinnedSeries, _ part: (ThinnedSeries.Bucket) -> Value
  ) -> Bool {
    a.segments.count == b.segments.count
      && zip(a.segments, b.segments).allSatisfy {
        $0.count == $1.count && $0.elementsEqual($1) { part($0) == part($1) }
      }
  }

  private static func list(
    _ key: StaticString, _ series: ThinnedSeries, to cursor: inout ByteCursor,
    _ write: (inout ByteCursor, ThinnedSeries.Bucket) -> Void
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

  /// Milliseconds as seconds: `1.5`.
  private static func seconds(_ milliseconds: Int64, to cursor: inout ByteCursor) {
    if milliseconds < 0 { cursor.byte(UInt8(ascii: "-")) }
    let size = UInt(milliseconds.magnitude)
    cursor.digits(size / 1000)
    var rest = size % 1000
    guard rest > 0 else { return }
    cursor.byte(UInt8(ascii: "."))
    var unit: UInt = 100
    while rest > 0 {
      cursor.byte(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// Where segments begin, the first aside.
  private static func writeBreaks(_ series: ThinnedSeries, to cursor: inout ByteCursor) {
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

  private static func writeNonFinite(_ series: ThinnedSeries, to cursor: inout ByteCursor) {
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
