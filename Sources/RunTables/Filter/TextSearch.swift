/// Looks for a text in others, without regard to case.
///
/// Knuth, Morris, Pratt, "Fast pattern matching in strings": linear in both, whatever a store has made of them.
struct TextSearch: Sendable, Hashable {
  /// In lower case.
  private let part: [UInt8]
  /// How many bytes still fit after one that does not.
  private let kept: [Int]

  init(_ text: String) {
    let part = LowerCase.bytes(text)
    var kept = [Int](repeating: 0, count: part.count)
    var length = 0
    for index in part.indices.dropFirst() {
      while length > 0, part[index] != part[length] { length = kept[length - 1] }
      if part[index] == part[length] { length += 1 }
      kept[index] = length
    }
    self.part = part
    self.kept = kept
  }

  func isIn(_ text: String) -> Bool {
    if part.isEmpty { return true }
    var length = 0
    for byte in text.lowercased().utf8 {
      while length > 0, byte != part[length] { length = kept[length - 1] }
      if byte == part[length] { length += 1 }
      if length == part.count { return true }
    }
    return false
  }
}
