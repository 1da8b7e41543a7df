internal import Glibc

/// Numbers the tags of a run by their bytes, in the order in which they come first.
///
/// Loggers write their tags in the same order over and over, so the tag that followed the last time is tried before
/// any hash is taken. No text is made of a tag until it is asked for.
struct TagTable: ~Copyable {
  /// The bytes of all tags, one after the other.
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// By hash, with open addressing: a tag's number + 1, or 0.
  private var slots = [Int32](repeating: 0, count: 64)
  /// For each tag the one that followed it last.
  private var followers: [Int32] = []
  private var last = 0

  var count: Int { followers.count }

  func name(_ tag: Int) -> String { String(decoding: bytes[ends[tag]..<ends[tag + 1]], as: UTF8.self) }

  /// The number of a tag; a new one is the next.
  @inline(__always)
  mutating func number(of tag: UnsafeRawBufferPointer) -> Int {
    if last < followers.count {
      let next = Int(followers[last])
      if matches(next, tag) {
        last = next
        return next
      }
    }
    return search(tag)
  }

  private mutating func search(_ tag: UnsafeRawBufferPointer) -> Int {
    let found = find(tag)
    if last < followers.count { followers[last] = Int32(truncatingIfNeeded: found) }
    last = found
    return found
  }

  @inline(__always)
  private func matches(_ number: Int, _ tag: UnsafeRawBufferPointer) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == tag.count else { return false }
    guard let other = tag.baseAddress, tag.count > 0 else { return true }
    return bytes.withUnsafeBytes { all in
      all.baseAddress.map { memcmp($0 + start, other, tag.count) == 0 } ?? false
    }
  }

  private mutating func find(_ tag: UnsafeRawBufferPointer) -> Int {
    if (count + 1) * 2 > slots.count { rehash() }
    var slot = TagTable.hash(tag) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if matches(number, tag) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = count
    slots[slot] = Int32(truncatingIfNeeded: number + 1)
    bytes.append(contentsOf: tag)
    ends.append(bytes.count)
    followers.append(Int32(truncatingIfNeeded: number))
    return number
  }

  private mutating func rehash() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for number in 0..<count {
      let hash = bytes.withUnsafeBytes { all in
        TagTable.hash(UnsafeRawBufferPointer(rebasing: all[ends[number]..<ends[number + 1]]))
      }
      var slot = hash & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number + 1)
    }
  }

  /// Seeded anew in each process, so that nobody can write tags that all fall into one slot.
  private static func hash(_ tag: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: tag)
    return hasher.finalize()
  }
}
