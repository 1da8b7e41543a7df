internal import Glibc
internal import RunModel

/// Numbers in W&B's JSON.
enum LoggedNumber {
  /// The number a JSON text is, without making a value of it; nil for anything else.
  static func scan(_ json: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let first = json.first else { return nil }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      if let scanned = DecimalScanner.scan(json, from: 0) { return scanned.end == json.count ? scanned.value : nil }
      return isText(json, "-Infinity") ? -.infinity : nil
    case UInt8(ascii: "N"): return isText(json, "NaN") ? .nan : nil
    case UInt8(ascii: "I"): return isText(json, "Infinity") ? .infinity : nil
    default: return nil
    }
  }

  /// The number a value is: summaries in files have the words for NaN and infinities in quotes.
  static func of(_ value: StructuredValue) -> Double? {
    switch value {
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: value.double
    }
  }

  private static func isText(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount, let start = bytes.baseAddress else { return false }
    return memcmp(start, text.utf8Start, bytes.count) == 0
  }
}
