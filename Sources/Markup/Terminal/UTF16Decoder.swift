/// UTF-16 in either byte order.
struct UTF16Decoder: Sendable {
  let isBigEndian: Bool
  private(set) var invalidCount = 0
  private var isAtStart = true
  /// The first byte of a unit whose second has not come yet.
  private var half: UInt8?
  /// The first half of a surrogate pair.
  private var high: UInt32?

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    var index = 0
    if let first = half, !bytes.isEmpty {
      half = nil
      take(unit(first, bytes[0]), into: &text)
      index = 1
    }
    while index + 1 < bytes.count {
      take(unit(bytes[index], bytes[index + 1]), into: &text)
      index += 2
    }
    if index < bytes.count { half = bytes[index] }
  }

  mutating func finish(into text: inout [UInt8]) {
    if high != nil || half != nil { fail(into: &text) }
  }

  private func unit(_ first: UInt8, _ second: UInt8) -> UInt32 {
    isBigEndian ? UInt32(first) << 8 | UInt32(second) : UInt32(second) << 8 | UInt32(first)
  }

  private mutating func take(_ unit: UInt32, into text: inout [UInt8]) {
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        return emit(0x1_0000 + (first & 0x3FF) << 10 + unit & 0x3FF, into: &text)
      }
      fail(into: &text)
    }
    switch unit {
    case 0xD800..<0xDC00: high = unit
    case 0xDC00..<0xE000: fail(into: &text)
    case 0xFEFF where isAtStart: isAtStart = false
    default: emit(unit, into: &text)
    }
  }

  private mutating func emit(_ scalar: UInt32, into text: inout [UInt8]) {
    isAtStart = false
    if ForbiddenScalar.contains(scalar) {
      text.appendReplacement()
    } else if DirectionControl.contains(scalar) {
      text.append(code: scalar)
    } else {
      text.append(scalar: scalar)
    }
  }

  private mutating func fail(into text: inout [UInt8]) {
    isAtStart = false
    invalidCount += 1
    text.appendReplacement()
  }
}
