/// 128 bits that stand for some content: equal content has equal bits, on every machine and in every process.
///
/// Made to notice change, not to resist forgery: who writes a store may forge what its site looks like anyway.
public struct Fingerprint: Sendable, Hashable {
  public var high: UInt64
  public var low: UInt64

  @inlinable public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Stands for nothing: no content is known to have it.
  public static let none = Fingerprint(high: 0, low: 0)

  /// The 16 bytes a database keeps, most significant first.
  public var bytes: [UInt8] {
    [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } }
  }

  /// From 16 bytes; nil for any other number of them.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    func word(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
    self.init(high: word(bytes[..<8]), low: word(bytes[8...]))
  }
}
