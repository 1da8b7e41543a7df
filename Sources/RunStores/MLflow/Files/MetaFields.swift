/// The fields at the top of a `meta.yaml`, in the order of the file.
struct MetaFields {
  private var fields: [(name: String, value: String?)] = []
  /// True where some of the file could not be read.
  var isDamaged = false

  var isEmpty: Bool { fields.isEmpty }

  /// The text of a field; nil where it is missing, null or empty.
  func text(_ name: String) -> String? {
    guard let value = fields.last(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
    return value
  }

  /// The whole number in a field; nil where there is none.
  func integer(_ name: String) -> Int64? {
    guard let text = text(name) else { return nil }
    return Int64(text) ?? Double(text).flatMap { Int64(exactly: $0) }
  }

  /// Adds a field; the last one of a name counts.
  mutating func add(_ name: String, _ value: String?) {
    fields.append((name, value))
  }

  /// What a plain YAML scalar means: nil for the words that stand for null.
  static func plain(_ text: String) -> String? {
    switch text {
    case "", "~", "null", "Null", "NULL": nil
    default: text
    }
  }
}
