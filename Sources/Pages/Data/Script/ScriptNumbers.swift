import Markup

/// A list of numbers in JavaScript, written while rows go by; a row without a value is a hole.
struct ScriptNumbers {
  private var list = MarkupWriter()
  /// How many rows the list reaches over.
  private var count = 0

  var isEmpty: Bool { count == 0 }

  /// Adds the number of a row; rows are to come in order.
  mutating func add(_ value: Double, row: Int) {
    let holes = row - count
    list.write(atMost: 40 + holes) { cursor in
      for _ in 0..<holes { cursor.byte(UInt8(ascii: ",")) }
      cursor.script(value)
      cursor.byte(UInt8(ascii: ","))
    }
    count = row + 1
  }

  /// Adds a whole number.
  mutating func add(_ value: Int, row: Int) {
    let holes = row - count
    list.write(atMost: 24 + holes) { cursor in
      for _ in 0..<holes { cursor.byte(UInt8(ascii: ",")) }
      cursor.integer(value)
      cursor.byte(UInt8(ascii: ","))
    }
    count = row + 1
  }

  /// Writes the list; holes after the last number are left out.
  func write(to writer: inout MarkupWriter) {
    writer.raw("[")
    writer.append(list)
    writer.raw("]")
  }
}
