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
      guard let key = plainString(line, index) else { return nil }
      index = skipSpace(line, key.upperBound + 1)
      guard index < line.count, line[index] == UInt8(ascii: ":") else { return nil }
      index = skipSpace(line, index + 1)
      switch key.count {
      case 4 where line[key.lowerBound] == UInt8(ascii: "n") && matches(line, key, "name"):
        guard name == nil, let text = plainString(line, index), !text.isEmpty else { return nil }
        name = text
        index = text.upperBound + 1
      case 4 where matches(line, key, "step"):
        guard step == nil, let scanned = DecimalScanner.scan(line, from: index), let whole = scanned.integer
        else { return nil }
        step = whole
        index = scanned.end
      case 4 where matches(line, key, "time"):
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
      case 5 where matches(line, key, "value"):
        guard number == nil, let scanned = scanNumber(line, index) else { return nil }
        number = scanned.value
        index = scanned.end
      default: return nil
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

  private static func scanNumber(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> (value: Double, end: Int)? {
    if start < line.count, line[start] == UInt8(ascii: "N") {
      return matches(line, start..<min(start + 3, line.count), "NaN") ? (.nan, start + 3) : nil
    }
    return DecimalScanner.scan(line, from: start).map { ($0.value, $0.end) }
  }

  /// The inside of a string that holds no escape, or nil.
  private static func plainString(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    guard start < line.count, line[start] == UInt8(ascii: "\"") else { return nil }
    var index = start + 1
    while index < line.count {
      if line[index] == UInt8(ascii: "\"") { return (start + 1)..<index }
      if line[index] == UInt8(ascii: "\\") { return nil }
      index += 1
    }
    return nil
  }

  private static func matches(
    _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ word: StaticString
  ) -> Bool {
    guard let base = line.baseAddress, word.utf8CodeUnitCount == range.count else { return false }
    return memcmp(base + range.lowerBound, word.utf8Start, range.count) == 0
  }

  private static func skipSpace(_ line: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < line.count, line[index] == 0x20 || line[index] == 0x09 || line[index] == 0x0D { index += 1 }
    return index
  }
}
