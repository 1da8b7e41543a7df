/// Walks the lines of a metric file and reads the three fields of each.
struct MLflowLineScanner {
  /// The first field of a line that is not what it should be.
  enum Fault {
    case timestamp, value, step
  }

  enum Result {
    /// `step` is nil where the line has two fields.
    case point(time: Int64, value: Double, step: Int64?)
    /// With the place of the field within the file.
    case fault(Fault, Range<Int>)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// The number of the line started last, from one.
  private(set) var line = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
  }

  /// About how many lines there are, if the others are as long as the first.
  var lineEstimate: Int {
    let first = bytes.firstIndex(where: isLineEnd) ?? bytes.count
    return bytes.count / max(first, 8) + 1
  }

  /// True where the line finished last is the file's last one and lacks its end.
  var isLineUnended: Bool {
    guard index == bytes.count, let last = bytes.last else { return false }
    return !isLineEnd(last)
  }

  /// Goes to the first field of the next line that has one; false at the end of the file.
  mutating func startLine() -> Bool {
    while index < bytes.count {
      line += 1
      skipBlanks()
      guard index < bytes.count else { return false }
      if !isLineEnd(bytes[index]) { return true }
      skipLineEnd()
    }
    return false
  }

  /// Leaves whatever the line still holds.
  mutating func finishLine() {
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
    skipLineEnd()
  }

  /// The fields of the line that was started.
  mutating func point() -> Result {
    var start = index
    guard let time = wholeNumber() else { return .fault(.timestamp, field(start)) }
    skipBlanks()
    start = index
    guard let value = number() else { return .fault(.value, field(start)) }
    skipBlanks()
    guard !isAtLineEnd else { return .point(time: time, value: value, step: nil) }
    start = index
    guard let step = wholeNumber() else { return .fault(.step, field(start)) }
    return .point(time: time, value: value, step: step)
  }

  // MARK: Fields

  /// A field that is a whole number of 64 bits.
  private mutating func wholeNumber() -> Int64? {
    // On its own, so that it need not be kept in memory digit by digit.
    var end = index
    guard end < bytes.count else { return nil }
    let isNegative = bytes[end] == UInt8(ascii: "-")
    if isNegative || bytes[end] == UInt8(ascii: "+") { end += 1 }
    var size: UInt64 = 0
    let first = end
    DecimalScanner.scanDigits(bytes, &end, into: &size)
    let start = index
    index = end
    guard end > first, isAtFieldEnd else { return nil }
    if end - first > 18 { return longNumber(start..<end) }
    return isNegative ? -Int64(size) : Int64(size)
  }

  @inline(never)
  private func longNumber(_ place: Range<Int>) -> Int64? {
    Int64(String(decoding: bytes[place], as: UTF8.self))
  }

  /// A field that is a number as Python writes or reads it.
  private mutating func number() -> Double? {
    let start = index
    if let scanned = DecimalScanner.scan(bytes, from: start) {
      index = scanned.end
      if isAtFieldEnd { return scanned.value }
    }
    return uncommonNumber(start)
  }

  /// Names for what is not finite; nil for what is no number.
  private mutating func uncommonNumber(_ start: Int) -> Double? {
    let place = field(start)
    guard (3...9).contains(place.count) else { return nil }
    index = place.upperBound
    switch String(decoding: bytes[place], as: UTF8.self).lowercased() {
    case "nan", "+nan", "-nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }

  // MARK: Places

  /// The bytes of the field that starts at `start`.
  private func field(_ start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, !isBlank(bytes[end]), !isLineEnd(bytes[end]) { end += 1 }
    return start..<end
  }

  private var isAtLineEnd: Bool { index == bytes.count || isLineEnd(bytes[index]) }

  private var isAtFieldEnd: Bool { isAtLineEnd || isBlank(bytes[index]) }

  private mutating func skipBlanks() {
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
  }

  private mutating func skipLineEnd() {
    guard index < bytes.count else { return }
    let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
    index += isPair ? 2 : 1
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
