extension ColumnKey {
  /// A key on its own, or the odd part of it, may stand in quotation marks: `"param.batch size"`.
  ///
  /// - Throws: `FilterFailure` for a quotation mark that is not closed, and for an empty key.
  public init(parsing text: String) throws(FilterFailure) {
    let pieces = try QuotedText.split(text, at: nil)
    guard let plain = pieces.first?.text, !plain.isEmpty else { throw .emptyKey }
    self.init(plain: plain)
  }

  /// Keys one after the other; a separator within quotation marks is none.
  public static func list(_ text: String, separatedBy separator: Unicode.Scalar) throws(FilterFailure) -> [ColumnKey] {
    var keys: [ColumnKey] = []
    for piece in try QuotedText.split(text, at: UInt8(truncatingIfNeeded: separator.value)) {
      guard !piece.text.isEmpty else { throw .emptyKey }
      keys.append(ColumnKey(plain: piece.text))
    }
    return keys
  }

  /// A text as it is written where a key is expected: as it is, or in quotation marks.
  public static func quoted(_ text: String) -> String {
    guard text.isEmpty || !text.utf8.allSatisfy(isPlain) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Whether a byte may stand in a key without quotation marks; all beyond ASCII may.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: "_./-@*+".utf8.contains(byte)
    }
  }
}
