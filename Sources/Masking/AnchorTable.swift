/// Tells from two bytes which anchors may stand there.
///
/// Of each anchor two pairs of neighbouring bytes are known, so that one of them begins at an even place: a scanner that
/// looks at every second place sees each anchor once.
struct AnchorTable {
  /// An anchor that has a pair of bytes.
  ///
  /// Nearly all that is looked at has the pair and nothing more; the first four bytes tell, without the anchor itself,
  /// which would have to be counted as used.
  struct Entry {
    /// The number of the anchor.
    let anchor: Int
    /// How far behind its beginning the pair stands.
    let distance: Int
    /// The first four bytes, the first one lowest, as far as it has so many.
    private let head: UInt32
    private let mask: UInt32
    /// What makes letters small where case does not count.
    private let caseBits: UInt32

    init(_ anchor: Anchor, number: Int, distance: Int) {
      self.anchor = number
      self.distance = distance
      var (head, mask, caseBits): (UInt32, UInt32, UInt32) = (0, 0, 0)
      for (place, byte) in anchor.text.prefix(4).enumerated() {
        head |= UInt32(byte) << UInt32(8 * place)
        mask |= 0xFF << UInt32(8 * place)
        if anchor.ignoresCase, ByteClass.lower.holds(byte) { caseBits |= 0x20 << UInt32(8 * place) }
      }
      (self.head, self.mask, self.caseBits) = (head, mask, caseBits)
    }

    /// False where the anchor does not stand, seen by four bytes.
    @inline(__always) func mayBegin(_ word: UInt32) -> Bool { (word | caseBits) & mask == head }
  }

  /// For each pair of bytes, the first one lowest, 0 or the number of a list.
  let listNumbers: [UInt8]
  /// Which anchors have a pair, list by list.
  let entries: [Entry]
  /// Where each list begins in them, and where the last one ends.
  let starts: [Int]
  /// The number of the list of pairs in which something is hidden, as `ShownText` leaves it out; it is empty.
  let hiddenList: UInt8

  init(_ anchors: [Anchor]) {
    var entries: [Int: [(anchor: Int, distance: Int)]] = [:]
    for (number, anchor) in anchors.enumerated() {
      for distance in [anchor.offset, anchor.offset + 1] {
        for pair in AnchorTable.pairs(anchor, at: distance) { entries[pair, default: []].append((number, distance)) }
      }
    }
    var numbers = [UInt8](repeating: 0, count: 1 << 16)
    var lists: [[(anchor: Int, distance: Int)]] = [[]]
    for (pair, entry) in entries.sorted(by: { $0.key < $1.key }) {
      // The spellings of one pair share a list.
      let known = lists.firstIndex { list in
        list.count == entry.count && zip(list, entry).allSatisfy { $0.0 == $1.0 && $0.1 == $1.1 }
      }
      numbers[pair] = UInt8(known ?? lists.count)
      if known == nil { lists.append(entry) }
    }
    hiddenList = UInt8(lists.count)
    for pair in AnchorTable.hiddenPairs where numbers[pair] == 0 { numbers[pair] = hiddenList }
    listNumbers = numbers
    self.entries = lists.joined().map { Entry(anchors[$0.anchor], number: $0.anchor, distance: $0.distance) }
    starts = (lists + [[]]).reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// Of the bytes around something hidden both pairs: one begins at an even place.
  private static var hiddenPairs: [Int] {
    let escape: UInt8 = 0x1B
    let written: [[UInt8]] = ["1b", "1B", "b[", "B["].map { Array($0.utf8) }
    var pairs = written.map { Int($0[0]) | Int($0[1]) << 8 }
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let isHidden =
          ShownText.isStray(first) || ShownText.isStray(second) || first == escape
          || second == escape && ByteClass.token.holds(first) || first == 0x0D && ByteClass.token.holds(second)
          || first == 0x20 && second == 0x0D
        if isHidden { pairs.append(Int(first) | Int(second) << 8) }
      }
    }
    return pairs
  }

  /// The spellings of two neighbouring bytes of an anchor.
  private static func pairs(_ anchor: Anchor, at place: Int) -> Set<Int> {
    func spellings(_ byte: UInt8) -> [Int] {
      anchor.ignoresCase && ByteClass.lower.holds(byte) ? [Int(byte), Int(byte & 0xDF)] : [Int(byte)]
    }
    var pairs: Set<Int> = []
    for first in spellings(anchor.text[place]) {
      for second in spellings(anchor.text[place + 1]) { pairs.insert(first | second << 8) }
    }
    return pairs
  }
}
