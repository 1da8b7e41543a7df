/// Keeps `\~` apart from `~` through cmark, which knows no strikethrough and drops the backslash.
///
/// Before parsing, the tilde of an escape becomes a character that no note holds. The backslash stays, since
/// cmark leaves one alone before such a character; so code and prose can both be put right afterwards.
/// A tilde written as `&#126;` is taken for a plain one.
enum EscapedTildes {
  /// How a piece of text reads backslashes.
  enum Kind {
    /// `\~` is a tilde.
    case prose
    /// `\~` is a backslash and a tilde.
    case code
  }

  /// U+FDD0, one of Unicode's noncharacters; HTML forbids it, so a note loses nothing if its own are replaced.
  private static let mark: [UInt8] = [0xEF, 0xB7, 0x90]

  static func hide(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var backslashes = 0
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "~"), backslashes % 2 == 1 {
        result.append(contentsOf: mark)
      } else if byte == mark[2], index >= 2, bytes[index - 1] == mark[1], bytes[index - 2] == mark[0] {
        result.replaceSubrange((result.count - 2)..., with: [0xEF, 0xBF, 0xBD])
      } else {
        result.append(byte)
      }
      backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
    }
    return result
  }

  static func show(_ bytes: UnsafeBufferPointer<UInt8>, as kind: Kind) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      result.append(byte)
      guard byte == mark[2], result.suffix(3).elementsEqual(mark) else { continue }
      result.removeLast(3)
      if kind == .prose, result.last == UInt8(ascii: "\\") { result.removeLast() }
      result.append(UInt8(ascii: "~"))
    }
    return result
  }
}
