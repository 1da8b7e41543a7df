/// The keys of logged values, each with a number, looked up by its bytes: a row of history names as many keys as it
/// has values, and making a `String` of each would be most of the time.
///
/// Keys form a tree, since W&B writes the keys of nested dictionaries level by level.
struct KeyTable {
  /// Number of a key.
  typealias Index = Int
  /// The parent of keys at the top.
  static let top = -1
  /// More keys than this are refused: no run has them, but a broken one may.
  private static let limit = 200_000
  static let depthLimit = 32

  private struct Entry {
    var name: Range<Int>
    var parent: Index
    var hash: UInt64
    var depth: Int
    var isHidden: Bool
  }

  private var entries: [Entry] = []
  private var letters: [UInt8] = []
  /// Other in each table, so that no file can be made whose keys all collide.
  private let seed = UInt64.random(in: 0...UInt64.max)
  /// Open addressing: 0, or the number of a key plus one.
  private var slots = [Int32](repeating: 0, count: 256)

  var count: Int { entries.count }

  /// The number of a key below another one; nil if there are too many, or they are nested too deep.
  mutating func index(of name: UnsafeBufferPointer<UInt8>, below parent: Index = top) -> Index? {
    // FNV-1a.
    var hash = seed ^ UInt64(truncatingIfNeeded: parent)
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].hash == hash, entries[index].parent == parent, isName(index, name) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    let depth = parent == KeyTable.top ? 0 : entries[parent].depth + 1
    guard entries.count < KeyTable.limit, depth < KeyTable.depthLimit else { return nil }
    let start = letters.count
    letters.append(contentsOf: name)
    let isHidden = parent == KeyTable.top ? name.first == UInt8(ascii: "_") : entries[parent].isHidden
    entries.append(Entry(name: start..<letters.count, parent: parent, hash: hash, depth: depth, isHidden: isHidden))
    slots[slot] = Int32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  mutating func index(of name: String, below parent: Index = top) -> Index? {
    var name = name
    return name.withUTF8 { index(of: $0, below: parent) }
  }

  /// Whether the key, or the top key above it, begins with `_`: W&B's own values, which it charts only when asked to.
  func isHidden(_ index: Index) -> Bool { entries[index].isHidden }

  func parent(of index: Index) -> Index { entries[index].parent }

  /// The last level of a key.
  func name(of index: Index) -> String { String(decoding: letters[entries[index].name], as: UTF8.self) }

  func isName(_ index: Index, _ name: StaticString) -> Bool {
    isName(index, UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// All levels of a key, joined with points as W&B joins them.
  func fullName(of index: Index) -> String {
    var parts: [String] = []
    var current = index
    while current != KeyTable.top {
      parts.append(name(of: current))
      current = entries[current].parent
    }
    return parts.reversed().joined(separator: ".")
  }

  private func isName(_ index: Index, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = entries[index].name
    guard range.count == name.count else { return false }
    return letters.withUnsafeBufferPointer { letters in
      for offset in 0..<name.count where letters[range.lowerBound + offset] != name[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (index, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }
}
