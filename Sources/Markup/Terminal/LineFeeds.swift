internal import Glibc

/// Finds line feeds in the bytes of a file.
public struct LineFeeds: Sendable {
  /// How many bytes a character has at least.
  private let width: Int
  /// Which of a unit's bytes is 0x0A; the others are zero.
  private let place: Int

  public init(_ encoding: TextEncoding) {
    width = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
    place = encoding == .utf16BigEndian ? 1 : 0
  }

  /// How many there are.
  public func count(in bytes: Span<UInt8>) -> Int {
    guard width == 1 else {
      return stride(from: 0, to: bytes.count - 1, by: 2).count { isFeed(bytes, at: $0) }
    }
    var count = 0
    var index = 0
    while index &+ 8 <= bytes.count {
      // So many steps that a byte holds what its place came to.
      let end = min(index &+ 8 &* 255, bytes.count &- 7)
      var sums: UInt64 = 0
      while index < end {
        sums &+= ByteScan.zeros(ByteScan.word(bytes, at: index) ^ 0x0A0A_0A0A_0A0A_0A0A)
        index &+= 8
      }
      let pairs = sums & 0x00FF_00FF_00FF_00FF &+ (sums >> 8 & 0x00FF_00FF_00FF_00FF)
      count &+= Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while index < bytes.count {
      if bytes[index] == 0x0A { count &+= 1 }
      index &+= 1
    }
    return count
  }

  /// The index behind the last one, or nil.
  public func lastEnd(in bytes: Span<UInt8>) -> Int? {
    var index = bytes.count - bytes.count % width
    while index > 0 {
      index -= width
      if isFeed(bytes, at: index) { return index + width }
    }
    return nil
  }

  /// The index of the first one from `start` on, or the count; of text that is UTF-8.
  public static func next(in bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.withUnsafeBytes { memory in
      guard let base = memory.baseAddress, start < memory.count,
        let found = memchr(base + start, 0x0A, memory.count - start)
      else { return bytes.count }
      return UnsafeRawPointer(found) - base
    }
  }

  private func isFeed(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    bytes[index + place] == 0x0A && (width == 1 || bytes[index + 1 - place] == 0)
  }
}
