/// Comma-separated values written as bytes, by RFC 4180 but for its line ends, which are single line feeds.
public struct CSVWriter: Sendable {
  /// What was written; may be taken away between rows, piece by piece.
  public var bytes: [UInt8] = []
  private var isFirstCell = true

  public init() {}

  /// A text cell.
  ///
  /// A text that a spreadsheet would take for a formula (`=`, `@`, or a sign before anything but a number)
  /// gets an apostrophe before it: these files are opened by people, and their text comes from anywhere.
  public mutating func cell(_ text: String) {
    separate()
    let isFormula = CSVWriter.looksLikeFormula(text)
    let needsQuotes =
      isFormula
      || text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number, exact; NaN and infinities as `NaN`, `Infinity`, `-Infinity`; nothing for nil.
  public mutating func cell(_ value: Double?) {
    separate()
    guard let value else { return }
    if value.isFinite {
      bytes.write(atMost: 32) { $0.shortest(value) }
    } else {
      bytes.append(contentsOf: (value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity").utf8)
    }
  }

  public mutating func cell(_ value: Int64?) {
    separate()
    if let value { bytes.append(contentsOf: value.description.utf8) }
  }

  public mutating func endRow() {
    bytes.append(0x0A)
    isFirstCell = true
  }

  private mutating func separate() {
    if !isFirstCell { bytes.append(UInt8(ascii: ",")) }
    isFirstCell = false
  }

  private static func looksLikeFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): Double(text) == nil && text.utf8.count > 1
    default: false
    }
  }
}
