import Masking
import RunModel

extension RunDigest {
  /// The digest as the cache keeps it.
  func write(to writer: inout ByteWriter) {
    header.write(to: &writer)
    writer.list(series) { $1.write(to: &$0) }
    writer.list(records) { $1.write(to: &$0) }
    writer.list(files) { $1.write(to: &$0) }
    writer.optional(note)
    masked.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    header = try RunHeader(from: &reader)
    series = try reader.list { reader throws(ByteReader.Damage) in try SeriesDigest(from: &reader) }
    records = try reader.list { reader throws(ByteReader.Damage) in try MetricRecord(from: &reader) }
    files = try reader.list { reader throws(ByteReader.Damage) in try RunFile(from: &reader) }
    note = try reader.optionalString()
    masked = try MaskCounts(from: &reader)
  }
}

extension MetricRecord {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.string(name)
    writer.byte(kind.code)
    writer.optional(step) { $0.signed($1) }
    writer.optional(time) { $0.signed($1.milliseconds) }
    data.write(to: &writer)
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(
      name: try reader.string(), kind: try Kind(code: reader.byte()),
      step: try reader.flag() ? try reader.signed() : nil,
      time: try reader.flag() ? Timestamp(milliseconds: try reader.signed()) : nil,
      data: try StructuredValue(from: &reader))
  }
}

extension RunFile {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.string(path)
    writer.string(location)
    writer.signed(size)
    writer.byte(role.code)
    writer.optional(obstacle) { $0.string($1.rawValue) }
    writer.list(pieces) {
      $0.signed($1.offset)
      $0.signed($1.count)
    }
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init(
      path: try reader.string(), location: try reader.string(), size: try reader.signed(),
      role: try Role(code: reader.byte()), obstacle: try reader.optionalString().flatMap(Obstacle.init(rawValue:)),
      pieces: try reader.list { reader throws(ByteReader.Damage) in
        Piece(offset: try reader.signed(), count: try reader.signed())
      })
  }
}
