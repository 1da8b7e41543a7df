import Masking

extension MaskCounts {
  func write(to writer: inout ByteWriter) {
    writer.list(sorted) { writer, entry in
      writer.string(entry.rule)
      writer.count(entry.count)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    self.init()
    let entries = try reader.list { reader throws(ByteReader.Damage) in
      (rule: try reader.string(), count: try reader.number())
    }
    for entry in entries { add(entry.rule, entry.count) }
  }
}
