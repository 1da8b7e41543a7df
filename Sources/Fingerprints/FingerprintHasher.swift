/// Takes content in and gives its fingerprint.
///
/// Two lanes of the round of xxHash64 (Collet, "xxHash fast digest algorithm", its `round` step) with different
/// constants. `Hasher` of the standard library is seeded anew in each process and cannot be kept.
public struct FingerprintHasher: Sendable {
  @usableFromInline var first: UInt64
  @usableFromInline var second: UInt64

  @inlinable public init() {
    first = 0x60EA_27EE_ADC0_B5D6
    second = 0x61C8_864E_7A14_3579
  }

  /// Takes a word.
  @inlinable public mutating func combine(_ word: UInt64) {
    first = FingerprintHasher.rotate(first &+ word &* 0xC2B2_AE3D_27D4_EB4F, 31) &* 0x9E37_79B1_85EB_CA87
    second = FingerprintHasher.rotate(second ^ (word &* 0x27D4_EB2F_1656_67C5), 27) &* 0x1656_67B1_9E37_79F9
  }

  @inlinable public mutating func combine(_ number: Int64) { combine(UInt64(bitPattern: number)) }

  @inlinable public mutating func combine(_ number: Int) { combine(UInt64(bitPattern: Int64(number))) }

  @inlinable public mutating func combine(_ flag: Bool) { combine(flag ? 1 as UInt64 : 0) }

  /// Takes a fingerprint made earlier.
  @inlinable public mutating func combine(_ fingerprint: Fingerprint) {
    combine(fingerprint.high)
    combine(fingerprint.low)
  }

  /// Takes a text and where it ends, so that `ab`, `c` differs from `a`, `bc`.
  public mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
  }

  /// Takes a text that may be absent, which differs from an empty one.
  public mutating func combine(_ text: String?) {
    combine(text != nil)
    if let text { combine(text) }
  }

  public mutating func combine(_ bytes: [UInt8]) { bytes.withUnsafeBytes { combine($0) } }

  /// Takes bytes and their number.
  public mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    combine(bytes.count)
    var index = 0
    while index + 8 <= bytes.count {
      combine(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index += 8
    }
    guard index < bytes.count else { return }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    combine(rest)
  }

  /// The fingerprint of all that was taken in.
  @inlinable public func finish() -> Fingerprint {
    Fingerprint(
      high: FingerprintHasher.avalanche(first ^ FingerprintHasher.rotate(second, 32)),
      low: FingerprintHasher.avalanche(second &+ first))
  }

  @inlinable static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }

  /// Spreads every bit over all of them (the last step of xxHash64).
  @inlinable static func avalanche(_ word: UInt64) -> UInt64 {
    var word = (word ^ word >> 33) &* 0xC2B2_AE3D_27D4_EB4F
    word = (word ^ word >> 29) &* 0x1656_67B1_9E37_79F9
    return word ^ word >> 32
  }
}
