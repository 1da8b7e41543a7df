internal import RunModel

/// Web addresses that carry a signature in their query, as those of Azure's and Amazon's storage do: whoever has one
/// may read the file, so the query is never published.
enum SignedURL {
  private static let marks = ["sig=", "signature="].map { Array($0.utf8) }

  /// The text without the query of any signed address in it; addresses without a signature stay as they are.
  ///
  /// Where no address is told, as in a connection string, the text is cut at the signature.
  static func removingQueries(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "=")) else { return text }
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let end = bytes[index...].firstIndex(where: isBorder) ?? bytes.count
      kept += bytes[index..<cut(bytes[index..<end])]
      if end < bytes.count { kept.append(bytes[end]) }
      index = end + 1
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Where a word is to be cut: at its first question mark, if a signature follows.
  private static func cut(_ word: ArraySlice<UInt8>) -> Int {
    let question = word.firstIndex(of: UInt8(ascii: "?"))
    for start in word.indices.dropFirst() where marks.contains(where: { isMark($0, in: word, at: start) }) {
      let isQuery = question.map { $0 < start } ?? false
      if startsParameter(word, at: start, isQuery: isQuery) { return isQuery ? question ?? start : start }
    }
    return word.endIndex
  }

  /// Whether a parameter named for a signature starts here: not the end of `design=` and not `--sig=`.
  private static func startsParameter(_ word: ArraySlice<UInt8>, at start: Int, isQuery: Bool) -> Bool {
    switch word[start - 1] {
    case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";"): true
    // X-Amz-Signature, X-Goog-Signature.
    case UInt8(ascii: "-"): isQuery
    // JSON within JSON writes & as \u0026.
    default: word[..<start].suffix(4).elementsEqual("0026".utf8)
    }
  }

  private static func isMark(_ mark: [UInt8], in bytes: ArraySlice<UInt8>, at start: Int) -> Bool {
    guard bytes[start] | 0x20 == mark[0], bytes.endIndex - start >= mark.count else { return false }
    return (0..<mark.count).allSatisfy { bytes[start + $0] == mark[$0] || bytes[start + $0] | 0x20 == mark[$0] }
  }

  /// What an address ends at.
  private static func isBorder(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"): true
    default: false
    }
  }
}

extension StructuredValue {
  /// The value without the queries of signed addresses in any of its texts and names.
  var withoutSignedQueries: StructuredValue {
    switch self {
    case .string(let text): .string(SignedURL.removingQueries(in: text))
    case .list(let items): .list(items.map(\.withoutSignedQueries))
    case .object(let members):
      .object(members.map { .init(SignedURL.removingQueries(in: $0.name), $0.value.withoutSignedQueries) })
    default: self
    }
  }
}
