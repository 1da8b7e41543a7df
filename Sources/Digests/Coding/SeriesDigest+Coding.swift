import Analysis
import RunModel

extension SeriesDigest {
  func write(to writer: inout ByteWriter) {
    writer.string(name)
    summary.write(to: &writer)
    var line = ByteWriter()
    thinned.write(to: &line)
    writer.block(line.bytes)
  }

  convenience init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(
      name: try reader.string(), summary: try SeriesSummary(from: &reader), encodedLine: try reader.block())
  }
}

extension SeriesSummary {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.unsigned(UInt64(count))
    writer.double(first)
    writer.double(last)
    writer.signed(firstStep)
    writer.signed(lastStep)
    for extreme in [min, max] {
      writer.optional(extreme) { writer, extreme in
        writer.double(extreme.value)
        writer.signed(extreme.step)
      }
    }
    writer.optional(mean) { $0.double($1) }
    writer.unsigned(UInt64(nanCount))
    writer.unsigned(UInt64(infinityCount))
    writer.optional(times) { writer, times in
      writer.signed(times.lowerBound)
      writer.signed(times.upperBound)
    }
    guard let start = times?.lowerBound else { return }
    let moments = moments ?? Moments()
    for moment in [moments.first, moments.last, moments.min, moments.max, moments.nonFinite] {
      writer.optional(moment) { $0.signed($1 &- start) }
    }
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init()
    count = try reader.number()
    first = try reader.double()
    last = try reader.double()
    firstStep = try reader.signed()
    lastStep = try reader.signed()
    min = try SeriesSummary.extreme(&reader)
    max = try SeriesSummary.extreme(&reader)
    if try reader.flag() { mean = try reader.double() }
    nanCount = try reader.number()
    infinityCount = try reader.number()
    if try reader.flag() {
      let lower = try reader.signed()
      let upper = try reader.signed()
      guard lower <= upper else { throw ByteReader.Damage() }
      times = lower...upper
      moments = Moments(
        first: try SeriesSummary.moment(after: lower, &reader), last: try SeriesSummary.moment(after: lower, &reader),
        min: try SeriesSummary.moment(after: lower, &reader), max: try SeriesSummary.moment(after: lower, &reader),
        nonFinite: try SeriesSummary.moment(after: lower, &reader))
    }
  }

  private static func moment(after start: Int64, _ reader: inout ByteReader) throws(ByteReader.Damage) -> Int64? {
    try reader.flag() ? start &+ (try reader.signed()) : nil
  }

  private static func extreme(_ reader: inout ByteReader) throws(ByteReader.Damage) -> Extreme? {
    try reader.flag() ? Extreme(value: try reader.double(), step: try reader.signed()) : nil
  }
}

/// A point that is one value at a whole step, as most are, takes two bytes and its value.
extension ThinnedSeries {
  private static let single: UInt8 = 1
  private static let wholeStep: UInt8 = 2
  /// In bytes: its kind, four numbers of 64 bits and a count.
  private static let longestPoint = 1 + 4 * BytePacker.longestNumber + BytePacker.longestNumber

  fileprivate func write(to writer: inout ByteWriter) {
    writer.flag(axis == .index)
    writer.list(segments) { writer, segment in
      writer.count(segment.count)
      writer.pack(atMost: segment.count * ThinnedSeries.longestPoint) { packer in
        var previous: Int64 = 0
        for bucket in segment { ThinnedSeries.write(bucket, after: &previous, to: &packer) }
      }
    }
    writeTimes(to: &writer)
    writer.list(nonFinite) { writer, mark in
      writer.double(mark.x)
      writer.double(mark.value)
      writer.optional(mark.level) { $0.double($1) }
    }
  }

  /// Each as the distance from the one before; nothing at all for a series without times.
  private func writeTimes(to writer: inout ByteWriter) {
    let hasTimes = segments.contains { $0.contains { $0.time != MetricSeries.noTime } }
    writer.flag(hasTimes)
    guard hasTimes else { return }
    var previous: Int64 = 0
    for segment in segments {
      writer.pack(atMost: segment.count * BytePacker.longestNumber) { packer in
        for bucket in segment {
          packer.signed(bucket.time &- previous)
          previous = bucket.time
        }
      }
    }
  }

  private static func readTimes(_ segments: inout [[Bucket]], from reader: inout ByteReader) throws(ByteReader.Damage) {
    guard try reader.flag() else { return }
    var previous: Int64 = 0
    for segment in segments.indices {
      for place in segments[segment].indices {
        previous &+= try reader.signed()
        segments[segment][place].time = previous
      }
    }
  }

  private static func write(_ bucket: Bucket, after previous: inout Int64, to packer: inout BytePacker) {
    let step = Int64(exactly: bucket.x).flatMap { $0.magnitude < 1 << 53 ? $0 : nil }
    let isSingle = bucket.count == 1
    packer.byte((isSingle ? single : 0) | (step != nil ? wholeStep : 0))
    if let step {
      packer.signed(step - previous)
      previous = step
    } else {
      packer.double(bucket.x)
    }
    packer.double(bucket.mid)
    guard !isSingle else { return }
    packer.double(bucket.low)
    packer.double(bucket.high)
    packer.unsigned(UInt64(bucket.count))
  }

  /// Nil for damaged bytes.
  init?(decoding bytes: ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    guard let series = try? ThinnedSeries(from: &reader), reader.isAtEnd else { return nil }
    self = series
  }

  private init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    let axis: Axis = try reader.flag() ? .index : .step
    var segments = try reader.list { reader throws(ByteReader.Damage) in
      var previous: Int64 = 0
      return try reader.list { reader throws(ByteReader.Damage) in
        try ThinnedSeries.bucket(after: &previous, from: &reader)
      }
    }
    try ThinnedSeries.readTimes(&segments, from: &reader)
    let marks = try reader.list { reader throws(ByteReader.Damage) in
      NonFinite(
        x: try reader.double(), value: try reader.double(), level: try reader.flag() ? try reader.double() : nil)
    }
    self.init(axis: axis, segments: segments, nonFinite: marks)
  }

  private static func bucket(after previous: inout Int64, from reader: inout ByteReader) throws(ByteReader.Damage)
    -> Bucket
  {
    let kind = try reader.byte()
    var x: Double
    if kind & wholeStep != 0 {
      previous &+= try reader.signed()
      x = Double(previous)
    } else {
      x = try reader.double()
    }
    var bucket = Bucket(x: x, value: try reader.double())
    guard kind & single == 0 else { return bucket }
    bucket.low = try reader.double()
    bucket.high = try reader.double()
    bucket.count = try reader.number()
    return bucket
  }
}
