internal import Glibc

/// Finds words in bytes: the standard library takes a hundred times as long to find them in text.
enum ByteSearch {
  /// Where a word first stands.
  static func first(_ word: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var word = word
    let start = word.withUTF8 { word in bytes.withUnsafeBytes { place(of: word, in: $0) } }
    return start.map { bytes.startIndex + $0..<bytes.startIndex + $0 + word.utf8.count }
  }

  private static func place(of word: UnsafeBufferPointer<UInt8>, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let needle = word.baseAddress, word.count > 0 else { return nil }
    var index = 0
    while bytes.count - index >= word.count {
      guard let found = memchr(base + index, Int32(word[0]), bytes.count - index - word.count + 1) else { return nil }
      if memcmp(found, needle, word.count) == 0 { return base.distance(to: UnsafeRawPointer(found)) }
      index = base.distance(to: UnsafeRawPointer(found)) + 1
    }
    return nil
  }

  static func contains(_ word: String, in bytes: [UInt8]) -> Bool { first(word, in: bytes[...]) != nil }

  /// The text between the first place of a word and the next of a byte, if that is less than 256 bytes away.
  static func text(after word: String, until end: UInt8, in bytes: [UInt8]) -> String? {
    guard let found = first(word, in: bytes[...]) else { return nil }
    let rest = bytes[found.upperBound...].prefix(256)
    guard let stop = rest.firstIndex(of: end), stop > rest.startIndex else { return nil }
    return String(decoding: rest[..<stop], as: UTF8.self)
  }

  /// The lines that hold a word, without their ends.
  static func lines(holding word: String, in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var index = 0
    while index < bytes.count, let found = first(word, in: bytes[index...]) {
      let start = bytes[index..<found.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? index
      let end = bytes[found.upperBound...].firstIndex(of: 0x0A) ?? bytes.count
      lines.append(bytes[start..<end])
      index = end + 1
    }
    return lines
  }
}
