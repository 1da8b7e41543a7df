internal import Glibc
import RunModel

/// Reads the commonest line of `metrics.jsonl` without making any value in between:
/// `{"name":"loss","step":1,"time":…,"value":0.5}`, keys in any order, no escapes.
///
/// Anything else — escapes, `values`, `type`, unknown keys, words for NaN in quotes — is left to the
/// general reader, which also knows what to complain about.
enum MetricLineScanner {
  struct Value {
    /// Where the name stands in the line.
    var name: Range<Int>
    var step: Int64?
    /// Milliseconds since 1970.
    var time: Int64?
    var number: Double
  }

  static func scan(_ line: UnsafeBufferPointer<UInt8>) -> Value? {
    var index = skipSpace(line, 0)
    guard index < line.count, line[index] == UInt8(ascii: "{") else { return nil }
    index = skipSpace(line, index + 1)
    var name: Range<Int>?
    var step: Int64?
    var time: Int64?
    var number: Double?
    while true {
      guard let key = Key(line, index) else { return nil }
      index = skipSpace(line, index + (key == .value ? 7 : 6))
      guard index < line.count, line[index] == UInt8(ascii: ":") else { return nil }
      index = skipSpace(line, index + 1)
      switch key {
      case .name:
        guard name == nil, let text = plainString(line, index), !text.isEmpty else { return nil }
        name = text
        index = text.upperBound + 1
      case .step:
        guard step == nil, let scanned = DecimalScanner.scan(line, from: index), let whole = scanned.integer
        else { return nil }
        step = whole
        index = scanned.end
      case .time:
        guard time == nil else { return nil }
        if let text = plainString(line, index) {
          guard let moment = TimeScanner.iso(line, from: text.lowerBound, to: text.upperBound) else { return nil }
          time = moment.milliseconds
          index = text.upperBound + 1
        } else {
          guard let scanned = DecimalScanner.scan(line, from: index), let moment = TimeScanner.seconds(scanned.value)
          else { return nil }
          time = moment.milliseconds
          index = scanned.end
        }
      case .value:
        guard number == nil, let scanned = scanNumber(line, index) else { return nil }
        number = scanned.value
        index = scanned.end
      }
      index = skipSpace(line, index)
      guard index < line.count else { return nil }
      if line[index] == UInt8(ascii: ",") {
        index = skipSpace(line, index + 1)
        continue
      }
      guard line[index] == UInt8(ascii: "}"), skipSpace(line, index + 1) == line.count, let name, let number
      else { return nil }
      return Value(name: name, step: step, time: time, number: number)
    }
  }

  /// A key in its quotation marks, told by one word of memory.
  private enum Key {
    case name, step, time, value

    /// - Returns: nil for any other key, and where fewer than eight bytes are left, which hold no key and value.
    @inline(__always)
    init?(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) {
      guard line.count - start >= 8, let base = line.baseAddress else { return nil }
      let word = UInt64(littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
      switch word & 0xFFFF_FFFF_FFFF {
      case 0x22_65_6D_61_6E_22: self = .name
      case 0x22_70_65_74_73_22: self = .step
      case 0x22_65_6D_69_74_22: self = .time
      default:
        guard word & 0xFF_FFFF_FFFF_FFFF == 0x22_65_75_6C_61_76_22 else { return nil }
        self = .value
      }
    }
  }

  private static func scanNumber(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> (value: Double, end: Int)? {
    if start < line.count, line[start] == UInt8(ascii: "N") {
      return matches(line, start..<min(start + 3, line.count), "NaN") ? (.nan, start + 3) : nil
    }
    return DecimalScanner.scan(line, from: start).map { ($0.value, $0.end) }
  }

  /// The inside of a string that holds no escape, or nil.
  private static func plainString(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    guard start < line.count, line[start] == UInt8(ascii: "\""), let base = line.baseAddress,
      let end = memchr(base + start + 1, 0x22, line.count - start - 1)
    else { return nil }
    let range = (start + 1)..<UnsafeRawPointer(base).distance(to: UnsafeRawPointer(end))
    return memchr(base + range.lowerBound, 0x5C, range.count) == nil ? range : nil
  }

  private static func matches(
    _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: StaticString
  ) -> Bool {
    guard let base = line.baseAddress, word.utf8CodeUnitCount == range.count else { return false }
    return memcmp(base + range.lowerBound, word.utf8Start, range.count) == 0
  }

  private static func skipSpace(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < line.count, line[index] <= 0x20, line[index] == 0x20 || line[index] == 0x09 || line[index] == 0x0D {
      index += 1
    }
    return index
  }
}
