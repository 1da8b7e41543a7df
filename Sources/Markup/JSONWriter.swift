/// JSON written as bytes, for the machine-readable files beside the pages.
///
/// Numbers keep every digit. NaN and infinities, which JSON has no number for, are the strings `"NaN"`,
/// `"Infinity"` and `"-Infinity"`.
public struct JSONWriter: Sendable {
  /// What was written; may be taken away between values, piece by piece.
  public var bytes: [UInt8] = []
  private var needsComma = false

  public init(reserving capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginList() { open(UInt8(ascii: "[")) }
  public mutating func endList() { close(UInt8(ascii: "]")) }

  /// A member's name that needs no escape; its value must follow.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A member's name, whatever it holds; its value must follow.
  public mutating func key(text name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  public mutating func string(_ text: String) { value(atMost: text.utf8.count + 16) { $0.json(text) } }

  public mutating func number(_ number: Double) { value(atMost: 48) { $0.json(number) } }

  public mutating func integer(_ value: Int64) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(decimal: value.magnitude)
  }

  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// A value that `body` writes through a cursor; `body` may be called again, with more room.
  ///
  /// - Parameter bound: about how many bytes it writes, rather too many than too few.
  public mutating func value(atMost bound: Int, _ body: (inout ByteCursor) -> Void) {
    separate()
    bytes.write(atMost: bound, body)
  }

  /// A line feed between values, so that a large file can be read, cut and compared by lines.
  public mutating func newline() {
    if needsComma {
      bytes.append(UInt8(ascii: ","))
      needsComma = false
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Ends a file that is one list with a line for each value.
  public mutating func finish() {
    bytes.append(UInt8(ascii: "\n"))
    endList()
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }
}
