/// Takes a filter apart into terms, in one pass over its bytes.
struct FilterScanner {
  /// A term as it was written, with its parts.
  struct Term {
    var text: String
    var isNegated = false
    /// Before the operator, without quotation marks; all of it where there is no operator.
    var key = ""
    var keyAsWritten = ""
    var operation: FilterOperator?
    /// After the operator, one for each comma that stands outside of quotation marks.
    var values: [QuotedText.Piece] = []

    /// The values as one text.
    var value: String { values.map(\.text).joined(separator: ",") }
  }

  private let bytes: [UInt8]
  private var index = 0

  /// Longer filters nobody types.
  private static let lengthLimit = 10_000

  init(_ text: String) throws(FilterFailure) {
    guard text.utf8.count <= FilterScanner.lengthLimit else { throw .tooLong }
    bytes = Array(text.utf8)
  }

  /// The next term; nil at the end.
  mutating func next() throws(FilterFailure) -> Term? {
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    let start = index
    var term = Term(text: "")
    if bytes[index] == UInt8(ascii: "-") {
      term.isNegated = true
      index += 1
      guard index < bytes.count, !isSpace(bytes[index]) else { throw .missingTerm }
    }
    let keyStart = index
    var part: [UInt8] = []
    var isQuoted = false
    while index < bytes.count, !isSpace(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\"") {
        isQuoted = true
        guard QuotedText.take(bytes, &index, into: &part) else { throw .openQuote(term: text(from: start)) }
      } else if term.operation == nil, let (operation, end) = FilterOperator.scan(bytes, at: index) {
        term.operation = operation
        term.key = String(decoding: part, as: UTF8.self)
        term.keyAsWritten = text(from: keyStart)
        part = []
        isQuoted = false
        index = end
      } else {
        if term.operation != nil, bytes[index] == UInt8(ascii: ",") {
          term.values.append(.init(text: String(decoding: part, as: UTF8.self), isQuoted: isQuoted))
          part = []
          isQuoted = false
        } else {
          part.append(bytes[index])
        }
        index += 1
      }
    }
    term.text = text(from: start)
    if term.operation == nil {
      term.key = String(decoding: part, as: UTF8.self)
    } else {
      term.values.append(.init(text: String(decoding: part, as: UTF8.self), isQuoted: isQuoted))
      if term.key.isEmpty { throw .missingColumn(term: text(from: keyStart)) }
    }
    return term
  }

  private func text(from start: Int) -> String { String(decoding: bytes[start..<index], as: UTF8.self) }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
