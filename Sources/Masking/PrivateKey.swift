/// A block between `-----BEGIN … PRIVATE KEY-----` and its end.
///
/// In JSON it is one line, in a file and in a log many; each is masked by itself, so that lines keep their numbers.
struct PrivateKey {
  /// A key has no more lines than this.
  private static let lineLimit = 400

  private var linesLeft = lineLimit

  /// What of the first line belongs to the key; nil for a block of another kind.
  static func firstLine(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    var label = anchor.upperBound
    while label < bytes.count, label - anchor.upperBound < 60, isLabel(bytes[label]) { label += 1 }
    guard bytes.has(dashes, at: label), bytes.extracting(anchor.upperBound..<label).holds(words) else { return nil }
    let line = lineEnd(bytes, from: label)
    return anchor.lowerBound..<(blockEnd(bytes, in: label + dashes.count..<line) ?? line)
  }

  /// Whether a key found on one line goes on in the next one.
  static func goesOn(_ bytes: Span<UInt8>, _ found: Range<Int>) -> Bool {
    // Not one in Base64, which is whole on its line.
    bytes.has(dashes, at: found.lowerBound)
      && blockEnd(bytes, in: min(found.lowerBound + 10, found.upperBound)..<found.upperBound) == nil
      && (found.upperBound == bytes.count || bytes[found.upperBound] == 0x0A || bytes[found.upperBound] == 0x0D)
  }

  /// What of a further line belongs to the key; nil if the line is none of it.
  ///
  /// - Parameter isLast: whether the key ends with it.
  mutating func nextLine(_ bytes: Span<UInt8>, _ line: Range<Int>, isLast: inout Bool) -> Range<Int>? {
    linesLeft -= 1
    isLast = true
    guard linesLeft > 0 else { return nil }
    if let end = PrivateKey.blockEnd(bytes, in: line) { return line.lowerBound..<end }
    isLast = false
    // What a log puts before each line stays; the key is the last word.
    var start = line.upperBound
    while start > line.lowerBound, PrivateKey.isKey(bytes[start - 1]) { start -= 1 }
    if line.upperBound - start >= 16 || start == line.lowerBound { return start..<line.upperBound }
    // Headers within the block: `Proc-Type: 4,ENCRYPTED`, `Comment: …`.
    if linesLeft > PrivateKey.lineLimit - 6, line.contains(where: { bytes[$0] == UInt8(ascii: ":") }) {
      return line
    }
    isLast = true
    return nil
  }

  private static let dashes = Array("-----".utf8)
  private static let words = Array("private key".utf8)
  private static let end = Array("-----END ".utf8)

  private static func isLabel(_ byte: UInt8) -> Bool { ByteClass([.upper, .digit]).holds(byte) || byte == 0x20 }

  private static func isKey(_ byte: UInt8) -> Bool {
    ByteClass.alphanumeric.holds(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=")
  }

  private static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// Where the block ends, if it does in a range.
  private static func blockEnd(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place + end.count <= range.upperBound {
      if bytes.has(end, at: place) {
        var close = place + end.count
        while close < range.upperBound, isLabel(bytes[close]) { close += 1 }
        return bytes.has(dashes, at: close) ? min(close + dashes.count, range.upperBound) : range.upperBound
      }
      place += 1
    }
    return nil
  }
}
