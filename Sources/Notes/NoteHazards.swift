/// Finds notes that cmark 0.30 would need minutes for.
///
/// cmark takes time in proportion to a note's size but for two things, both measured at 1 MB and beyond 40 s:
/// containers nested thousands deep (each blank line visits every list item around it, each emphasis every
/// parent) and images opened by the ten thousand before a link (each link visits them all). Nobody reads
/// either, so such a note is shown as it is written.
enum NoteHazards {
  /// Block quotes and lists that may stand in one another; nobody could read more.
  static let depthLimit = 50
  /// Opened images times closed brackets in one paragraph; 4 × 10⁸ take cmark half a second.
  private static let imageWorkLimit = 400_000_000

  static func areIn(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var images = 0
      var closings = 0
      while start < bytes.count {
        var end = start
        var isBlank = true
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
          let byte = bytes[end]
          if byte == UInt8(ascii: "[") {
            if end > start, bytes[end - 1] == UInt8(ascii: "!") { images += 1 }
          } else if byte == UInt8(ascii: "]") {
            closings += 1
          }
          if byte != 0x20, byte != 0x09 { isBlank = false }
          end += 1
        }
        if nesting(of: bytes[start..<end]) > depthLimit { return true }
        if images * closings > imageWorkLimit { return true }
        if isBlank {
          images = 0
          closings = 0
        }
        start = end + 1
      }
      return false
    }
  }

  /// The most containers that can be open after a line that opens one; 0 for a line that opens none.
  ///
  /// A block quote takes at least one column before the text of its line and a list item at least two.
  private static func nesting(of line: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var column = 0
    var quotes = 0
    var nesting = 0
    var marker: UInt8 = 0
    var isOneMarker = true
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      switch byte {
      case 0x20: column += 1
      case 0x09: column += 4 - column % 4
      case UInt8(ascii: ">"):
        column += 1
        quotes += 1
        nesting = quotes + (column - quotes) / 2
        isOneMarker = false
      default:
        guard let width = markerWidth(line[index...]) else { return nesting }
        column += width
        index += width - 1
        nesting = quotes + (column - quotes) / 2 + 1
        if marker != 0, marker != byte { isOneMarker = false }
        marker = byte
      }
      index += 1
    }
    // `* * * * *` to the end of the line is a thematic break.
    let isBreak = isOneMarker && (marker == UInt8(ascii: "-") || marker == UInt8(ascii: "*"))
    return isBreak ? 0 : nesting
  }

  /// The length of `-`, `+`, `*`, `1.` or `1)` at the start, if white space or the end of the line follows.
  private static func markerWidth(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let first = line.first else { return nil }
    var width = 1
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): break
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = line.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard digits.count <= 9, digits.endIndex < line.endIndex,
        line[digits.endIndex] == UInt8(ascii: ".") || line[digits.endIndex] == UInt8(ascii: ")")
      else { return nil }
      width = digits.count + 1
    default: return nil
    }
    let after = line.startIndex + width
    return after >= line.endIndex || line[after] == 0x20 || line[after] == 0x09 ? width : nil
  }
}
