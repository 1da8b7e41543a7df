/// Repairs UTF-8 as the Encoding Standard of WHATWG does: each longest part that begins no character is one U+FFFD.
struct UTF8Decoder: Sendable {
  /// Sequences of two bytes and more.
  private(set) var validCount = 0
  private(set) var invalidCount = 0

  private var isAtStart = true
  /// The bytes of a sequence that is not whole yet, and how many are still to come.
  private var pending: [UInt8] = []
  private var missing = 0
  /// What the next byte of the sequence may be.
  private var expected: ClosedRange<UInt8> = 0x80...0xBF

  mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    var index = 0
    while index < bytes.count, missing > 0 || isAtStart {
      if step(bytes[index], into: &text) { index += 1 }
    }
    var start = index
    while true {
      index = ByteScan.asciiEnd(bytes, from: index)
      guard index < bytes.count else { break }
      let length = UTF8Decoder.soundLength(bytes, at: index)
      if length > 0 {
        validCount += 1
        index += length
        continue
      }
      text.append(bytes, start..<index)
      repeat {
        if step(bytes[index], into: &text) { index += 1 }
      } while missing > 0 && index < bytes.count
      start = index
    }
    text.append(bytes, start..<bytes.count)
  }

  mutating func finish(into text: inout [UInt8]) {
    if missing > 0 { fail(into: &text) }
  }

  /// The length of a whole sequence that may be shown as it is, or 0.
  @inline(__always)
  private static func soundLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let rest = bytes.count - index
    if lead < 0xE0 {
      guard lead >= 0xC2, rest >= 2, bytes[index + 1] & 0xC0 == 0x80 else { return 0 }
      return lead == 0xC2 && bytes[index + 1] < 0xA0 ? 0 : 2
    }
    if lead < 0xF0 {
      guard rest >= 3 else { return 0 }
      let (second, third) = (bytes[index + 1], bytes[index + 2])
      guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return 0 }
      if lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F { return 0 }
      // U+FDD0… and U+FFFE, U+FFFF are left to the slow way, and so is what turns the direction.
      if lead == 0xE2 { return DirectionControl.contains(lead, second, third) ? 0 : 3 }
      return lead == 0xEF && (second == 0xB7 || second == 0xBF) ? 0 : 3
    }
    guard lead <= 0xF4, rest >= 4 else { return 0 }
    let (second, third, fourth) = (bytes[index + 1], bytes[index + 2], bytes[index + 3])
    guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, fourth & 0xC0 == 0x80 else { return 0 }
    if lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F { return 0 }
    return second & 0x0F == 0x0F && third == 0xBF ? 0 : 4
  }

  /// Takes one byte; false if it belongs to no sequence that was begun and must be looked at again.
  private mutating func step(_ byte: UInt8, into text: inout [UInt8]) -> Bool {
    if missing > 0 {
      guard expected.contains(byte) else {
        fail(into: &text)
        return false
      }
      pending.append(byte)
      expected = 0x80...0xBF
      missing -= 1
      if missing == 0 { complete(into: &text) }
      return true
    }
    begin(byte)
    if missing > 0 { return true }
    isAtStart = false
    if byte < 0x80 {
      text.append(byte)
    } else {
      invalidCount += 1
      text.appendReplacement()
    }
    return true
  }

  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF: missing = 2
    case 0xF0...0xF4: missing = 3
    default: return
    }
    expected =
      switch byte {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    pending.removeAll(keepingCapacity: true)
    pending.append(byte)
  }

  private mutating func complete(into text: inout [UInt8]) {
    defer { isAtStart = false }
    if isAtStart, pending == [0xEF, 0xBB, 0xBF] { return }
    validCount += 1
    if ForbiddenScalar.contains(utf8: pending) {
      text.appendReplacement()
    } else {
      text += pending[0] == 0xE2 ? DirectionControl.shown(pending) : pending
    }
  }

  private mutating func fail(into text: inout [UInt8]) {
    missing = 0
    isAtStart = false
    invalidCount += 1
    text.appendReplacement()
  }
}
