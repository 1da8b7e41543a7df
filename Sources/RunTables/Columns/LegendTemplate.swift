/// How a run is named in a legend: text with keys in braces, `{run} lr {param.lr}`.
public struct LegendTemplate: Sendable, Hashable {
  public enum Piece: Sendable, Hashable {
    case text(String)
    case key(ColumnKey)
  }

  /// As it was written.
  public let text: String
  public let pieces: [Piece]

  /// - Throws: `FilterFailure` for a brace that is not closed or has no key in it.
  public init(_ text: String) throws(FilterFailure) {
    self.text = text
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var plain: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "{") else {
        plain.append(bytes[index])
        index += 1
        continue
      }
      if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
      plain = []
      index += 1
      var key: [UInt8] = []
      while index < bytes.count, bytes[index] != UInt8(ascii: "}") {
        if bytes[index] == UInt8(ascii: "\"") {
          guard QuotedText.take(bytes, &index, into: &key) else { throw .openQuote(term: text) }
        } else {
          key.append(bytes[index])
          index += 1
        }
      }
      guard index < bytes.count else { throw .openBrace(text: text) }
      guard !key.isEmpty else { throw .emptyBraces(text: text) }
      pieces.append(.key(ColumnKey(plain: String(decoding: key, as: UTF8.self))))
      index += 1
    }
    if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
    self.pieces = pieces
  }
}
