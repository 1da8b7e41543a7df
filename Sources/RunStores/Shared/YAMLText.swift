/// A YAML text in which the asterisks of aliases are marks, so that the parser takes each alias for a word.
///
/// Yams puts what an alias stands for in its place and hashes what stands as a key: a few lines can be a tree of more
/// nodes than anybody can count, or one that is deeper than a stack is high.
struct YAMLText {
  let text: String
  /// A character that stands nowhere else in the text; nil where no alias does.
  let mark: Unicode.Scalar?

  /// Nil for a text that holds every character that could be a mark.
  init?(_ bytes: [UInt8]) {
    let places = bytes.indices.filter { bytes[$0] == UInt8(ascii: "*") && YAMLText.mayBeginAlias(bytes, $0) }
    guard !places.isEmpty else {
      (text, mark) = (String(decoding: bytes, as: UTF8.self), nil)
      return
    }
    // U+E000 to U+E03F, of those that no standard gives a meaning to: EE 80 80 to EE 80 BF.
    var isFree = [Bool](repeating: true, count: 64)
    for index in bytes.indices.dropFirst(2) where bytes[index - 2] == 0xEE && bytes[index - 1] == 0x80 {
      isFree[Int(bytes[index] & 63)] = false
    }
    guard let number = isFree.firstIndex(of: true) else { return nil }
    var marked: [UInt8] = []
    marked.reserveCapacity(bytes.count + 2 * places.count)
    var done = 0
    for place in places {
      marked += bytes[done..<place]
      marked += [0xEE, 0x80, 0x80 | UInt8(number)]
      done = place + 1
    }
    text = String(decoding: marked + bytes[done...], as: UTF8.self)
    mark = Unicode.Scalar(0xE000 + UInt32(number))
  }

  /// Whether an asterisk stands where an alias can: behind space or the end of a line, and within brackets behind what
  /// stands between items.
  private static func mayBeginAlias(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    return before <= 0x20 || before >= 0x80 || "[{,:?".utf8.contains(before)
  }

  /// The name of an alias that a word of the marked text is; nil for any other.
  func alias(_ word: String) -> String? {
    guard let mark, word.unicodeScalars.first == mark else { return nil }
    let name = word.unicodeScalars.dropFirst()
    return !name.isEmpty && name.allSatisfy(YAMLText.mayBeNamed) ? String(name) : nil
  }

  /// What names of anchors are made of, to libyaml.
  private static func mayBeNamed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  /// A text as it was before it was marked.
  func unmarked(_ word: String) -> String {
    guard let mark, word.unicodeScalars.contains(mark) else { return word }
    return String(String.UnicodeScalarView(word.unicodeScalars.map { $0 == mark ? "*" : $0 }))
  }
}
