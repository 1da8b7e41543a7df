/// Values as JSON has them.
extension ByteCursor {
  /// A text in quotation marks, escaped.
  public mutating func json(_ text: String) {
    byte(UInt8(ascii: "\""))
    text.withBorrowedUTF8 { source in
      guard let start = source.baseAddress else { return }
      var done = 0
      var index = 0
      while index < source.count {
        if source.count - index >= ByteWord.width, !ByteWord(at: start + index).needsEscapeInJSON {
          index += ByteWord.width
          continue
        }
        // What has an escape in it, and the last few bytes.
        let end = min(index + ByteWord.width, source.count)
        while index < end {
          let byte = source[index]
          if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            take(start + done, index - done)
            done = index + 1
            escape(byte)
          }
          index += 1
        }
      }
      take(start + done, source.count - done)
    }
    byte(UInt8(ascii: "\""))
  }

  /// A number with every digit; NaN and infinities, which JSON has no number for, as texts.
  public mutating func json(_ value: Double) {
    guard value.isFinite else {
      return raw(value.isNaN ? "\"NaN\"" : value < 0 ? "\"-Infinity\"" : "\"Infinity\"")
    }
    shortest(value)
  }

  /// A number, or null where there is none.
  public mutating func json(_ value: Double?) {
    if let value { json(value) } else { raw("null") }
  }

  /// A whole number, or null where there is none.
  public mutating func json(_ value: Int64?) {
    if let value { integer(Int(value)) } else { raw("null") }
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    case 0x00..<0x20:
      raw(byte < 0x10 ? "\\u000" : "\\u001")
      let digit = byte & 15
      self.byte(digit < 10 ? UInt8(ascii: "0") &+ digit : UInt8(ascii: "a") &+ digit &- 10)
    default:
      self.byte(UInt8(ascii: "\\"))
      self.byte(byte)
    }
  }
}
