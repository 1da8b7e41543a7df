import Markup

/// A text column in JavaScript: the different texts once, and for each row which of them.
struct ScriptTexts {
  /// Texts are cut here: nobody reads more of them in a table.
  private static let limit = 200

  private var places: [String: Int32] = [:]
  private var texts = MarkupWriter()
  /// A place among the texts for each row, or -1.
  private var rows: [Int32] = []

  var isEmpty: Bool { rows.isEmpty }

  /// Adds the text of a row; rows are to come in order, and the first text of one counts.
  mutating func add(_ text: String, row: Int) {
    guard rows.count <= row else { return }
    while rows.count < row { rows.append(-1) }
    let text = ScriptTexts.cut(text)
    let next = Int32(places.count)
    let place = places[text] ?? next
    if place == next {
      places[text] = place
      texts.write(atMost: text.utf8.count + 8) { cursor in
        if place > 0 { cursor.byte(UInt8(ascii: ",")) }
        cursor.json(text)
      }
    }
    rows.append(place)
  }

  /// Writes the column as an object.
  func write(to writer: inout MarkupWriter) {
    writer.raw("{\"t\":[")
    writer.append(texts)
    writer.raw("],\"v\":[")
    writer.write(atMost: rows.count * 8) { cursor in
      for row in rows {
        if row >= 0 { cursor.digits(UInt(row)) }
        cursor.byte(UInt8(ascii: ","))
      }
    }
    writer.raw("]}")
  }

  /// By scalars: one character of a hostile text may be a megabyte long.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > limit,
      let end = text.unicodeScalars.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return String(text[..<text.unicodeScalars.index(before: end)]) + "…"
  }
}
