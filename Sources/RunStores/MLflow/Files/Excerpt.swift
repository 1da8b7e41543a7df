/// A bit of a file as a message shows it.
enum Excerpt {
  private static let limit = 60

  /// In quotation marks, cut, with U+FFFD for bytes that are not text.
  static func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text = "\""
    for scalar in String(decoding: bytes.prefix(limit), as: UTF8.self).unicodeScalars {
      text.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return text + (bytes.count > limit ? "…\"" : "\"")
  }
}
