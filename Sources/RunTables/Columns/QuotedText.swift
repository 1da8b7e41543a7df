/// Text some of which stands in quotation marks, within which `\"` and `\\` are a quotation mark and a backslash.
enum QuotedText {
  struct Piece {
    var text: String
    var isQuoted: Bool
  }

  /// Takes the part in quotation marks that begins at an index.
  ///
  /// - Returns: false if it is not closed.
  static func take(_ bytes: [UInt8], _ index: inout Int, into text: inout [UInt8]) -> Bool {
    index += 1
    while index < bytes.count {
      var byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte == UInt8(ascii: "\\"), index < bytes.count,
        bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "\\")
      {
        byte = bytes[index]
        index += 1
      }
      text.append(byte)
    }
    return false
  }

  /// The pieces between separators that stand outside of quotation marks.
  static func split(_ text: String, at separator: UInt8?) throws(FilterFailure) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var piece: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        isQuoted = true
        guard take(bytes, &index, into: &piece) else { throw .openQuote(term: text) }
      } else {
        if bytes[index] == separator {
          pieces.append(Piece(text: String(decoding: piece, as: UTF8.self), isQuoted: isQuoted))
          piece = []
          isQuoted = false
        } else {
          piece.append(bytes[index])
        }
        index += 1
      }
    }
    pieces.append(Piece(text: String(decoding: piece, as: UTF8.self), isQuoted: isQuoted))
    return pieces
  }
}
