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

/// Column by column: steps and times that are evenly spaced, as most are, are two numbers.
extension ThinnedSeries {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.flag(axis == .index)
    let hasTimes = segments.contains { $0.contains { $0.time != MetricSeries.noTime } }
    writer.flag(hasTimes)
    writer.list(segments) { writer, segment in
      writer.count(segment.count)
      ThinnedSeries.writeSteps(of: segment, to: &writer)
      ThinnedSeries.writeValues(of: segment, to: &writer)
      if hasTimes { ThinnedSeries.writeNumbers(of: segment, to: &writer) { $0.time } }
    }
    writer.list(nonFinite) { writer, mark in
      writer.double(mark.x)
      writer.double(mark.value)
      writer.optional(mark.level) { $0.double($1) }
    }
  }

  private static func writeSteps(of segment: [Bucket], to writer: inout ByteWriter) {
    let areWhole = segment.allSatisfy { $0.x.magnitude < 0x1p53 && Double(Int64($0.x)) == $0.x }
    writer.flag(areWhole)
    if areWhole { return writeNumbers(of: segment, to: &writer) { Int64($0.x) } }
    writer.pack(atMost: 8 * segment.count) { packer in for bucket in segment { packer.double(bucket.x) } }
  }

  /// The first, and the distances between them: one for all if it is the same.
  @inline(__always)
  private static func writeNumbers(of segment: [Bucket], to writer: inout ByteWriter, _ number: (Bucket) -> Int64) {
    guard let first = segment.first.map(number) else { return }
    let distance = segment.count > 1 ? number(segment[1]) &- first : 0
    var expected = first
    let areEven = segment.allSatisfy { bucket in
      defer { expected &+= distance }
      return number(bucket) == expected
    }
    writer.flag(areEven)
    writer.signed(first)
    if areEven { return writer.signed(distance) }
    writer.pack(atMost: segment.count * BytePacker.longestNumber) { packer in
      var previous = first
      for bucket in segment.dropFirst() {
        let next = number(bucket)
        packer.signed(next &- previous)
        previous = next
      }
    }
  }

  private static func writeValues(of segment: [Bucket], to writer: inout ByteWriter) {
    let areSingle = segment.allSatisfy { $0.count == 1 }
    writer.flag(areSingle)
    writer.pack(atMost: segment.count * (24 + BytePacker.longestNumber)) { packer in
      for bucket in segment {
        packer.double(bucket.mid)
        if areSingle { continue }
        packer.unsigned(UInt64(bucket.count))
        if bucket.count == 1 { continue }
        packer.double(bucket.low)
        packer.double(bucket.high)
      }
    }
  }

  /// Nil for damaged bytes.
  init?(decoding bytes: ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    guard let series = try? ThinnedSeries(from: &reader), reader.isAtEnd else { return nil }
    self = series
  }

  private init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    let axis: Axis = try reader.flag() ? .index : .step
    let hasTimes = try reader.flag()
    let segments = try reader.list { reader throws(ByteReader.Damage) in
      var segment = [Bucket](repeating: Bucket(x: 0, value: 0), count: try reader.count())
      try ThinnedSeries.readSteps(of: &segment, from: &reader)
      try ThinnedSeries.readValues(of: &segment, from: &reader)
      if hasTimes { try ThinnedSeries.readNumbers(of: &segment, from: &reader) { $0.time = $1 } }
      return segment
    }
    let marks = try reader.list { reader throws(ByteReader.Damage) in
      NonFinite(
        x: try reader.double(), value: try reader.double(), level: try reader.flag() ? try reader.double() : nil)
    }
    self.init(axis: axis, segments: segments, nonFinite: marks)
  }

  private static func readSteps(of segment: inout [Bucket], from reader: inout ByteReader) throws(ByteReader.Damage) {
    if try reader.flag() { return try readNumbers(of: &segment, from: &reader) { $0.x = Double($1) } }
    for place in segment.indices { segment[place].x = try reader.double() }
  }

  @inline(__always)
  private static func readNumbers(
    of segment: inout [Bucket], from reader: inout ByteReader, _ set: (inout Bucket, Int64) -> Void
  ) throws(ByteReader.Damage) {
    guard !segment.isEmpty else { return }
    let areEven = try reader.flag()
    var number = try reader.signed()
    let distance = areEven ? try reader.signed() : 0
    set(&segment[0], number)
    for place in segment.indices.dropFirst() {
      number &+= areEven ? distance : try reader.signed()
      set(&segment[place], number)
    }
  }

  private static func readValues(of segment: inout [Bucket], from reader: inout ByteReader) throws(ByteReader.Damage) {
    let areSingle = try reader.flag()
    for place in segment.indices {
      let value = try reader.double()
      segment[place].mid = value
      segment[place].count = areSingle ? 1 : try reader.number()
      let isSingle = segment[place].count == 1
      segment[place].low = isSingle ? value : try reader.double()
      segment[place].high = isSingle ? value : try reader.double()
    }
  }
}
