import RunModel

extension StructuredValue {
  /// Deeper than any store's reader lets through.
  private static let depthLimit = 256

  func write(to writer: inout ByteWriter) {
    switch self {
    case .null: writer.byte(0)
    case .bool(let flag): writer.byte(flag ? 2 : 1)
    case .number(let number):
      writer.byte(3)
      writer.double(number)
    case .integer(let number):
      writer.byte(4)
      writer.signed(number)
    case .string(let text):
      writer.byte(5)
      writer.string(text)
    case .list(let items):
      writer.byte(6)
      writer.list(items) { $1.write(to: &$0) }
    case .object(let members):
      writer.byte(7)
      writer.list(members) { writer, member in
        writer.string(member.name)
        member.value.write(to: &writer)
      }
    }
  }

  init(from reader: inout ByteReader, depth: Int = 0) throws(ByteReader.Damage) {
    guard depth < StructuredValue.depthLimit else { throw ByteReader.Damage() }
    switch try reader.byte() {
    case 0: self = .null
    case 1: self = .bool(false)
    case 2: self = .bool(true)
    case 3: self = .number(try reader.double())
    case 4: self = .integer(try reader.signed())
    case 5: self = .string(try reader.string())
    case 6:
      self = .list(
        try reader.list { reader throws(ByteReader.Damage) in try StructuredValue(from: &reader, depth: depth + 1) })
    case 7:
      self = .object(
        try reader.list { reader throws(ByteReader.Damage) in
          Member(try reader.string(), try StructuredValue(from: &reader, depth: depth + 1))
        })
    default: throw ByteReader.Damage()
    }
  }
}
