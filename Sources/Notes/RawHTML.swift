/// What is left of raw HTML, which notes show as text.
enum RawHTML {
  /// Whether a piece of inline HTML is a comment.
  static func isComment(_ html: UnsafeBufferPointer<UInt8>) -> Bool { html.starts(with: opening) }

  /// A block without the comments at its start and the white space around it; a comment without an end stays.
  static func withoutComments(_ block: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var rest = trimmed(block[...])
    while rest.starts(with: opening), let end = end(of: rest) {
      rest = trimmed(rest[end...])
    }
    return rest
  }

  private static let opening = Array("<!--".utf8)

  /// The index after the `-->` of a comment; `<!-->` is one, as it is for browsers.
  private static func end(of comment: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var dashes = 0
    for index in comment.indices.dropFirst(2) {
      if comment[index] == UInt8(ascii: ">"), dashes >= 2 { return index + 1 }
      dashes = comment[index] == UInt8(ascii: "-") ? dashes + 1 : 0
    }
    return nil
  }

  private static func trimmed(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var text = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0A || last == 0x0D { text = text.dropLast() }
    return text
  }
}
