import Markup

/// A text column in JavaScript: the different texts once, and for each row which of them.
struct ScriptTexts {
  private var places: [String: Int] = [:]
  private var texts = MarkupWriter()
  private var rows = ScriptNumbers()

  var isEmpty: Bool { rows.isEmpty }

  /// Adds the text of a row; rows are to come in order.
  mutating func add(_ text: String, row: Int) {
    let place = places[text] ?? places.count
    if place == places.count {
      places[text] = place
      texts.write(atMost: text.utf8.count + 40) { cursor in
        if place > 0 { cursor.byte(UInt8(ascii: ",")) }
        cursor.json(text)
      }
    }
    rows.add(place, row: row)
  }

  /// Writes the column as an object.
  func write(to writer: inout MarkupWriter) {
    writer.raw("{\"t\":[")
    writer.append(texts)
    writer.raw("],\"v\":")
    rows.write(to: &writer)
    writer.raw("}")
  }
}
