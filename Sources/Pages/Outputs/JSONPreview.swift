import Markup

/// A JSON file with a line for each member, lists and short objects of plain values on one.
///
/// Where each of these lines begins on a line of its own in the file, as most programs write it, it has the number of that
/// one; else lines are numbered as they are shown.
struct JSONPreview {
  private static let lineLimit = 2000
  /// About how many bytes of markup the lines have at most, and how many of a single text are shown.
  private static let markupLimit = 90_000
  private static let textLimit = LogPages.lineLimit
  private static let depthLimit = 100
  /// A list of plain values is one line up to this many bytes of source.
  private static let listLimit = 400
  /// The same of an object within another value.
  private static let objectLimit = 100

  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0
  private var isCut = false
  private var writer = MarkupWriter()
  /// Where in the markup each shown line begins, and on which line of the file.
  private var lines: [(start: Int, fileLine: Int)] = []
  /// The line of the file that `countedEnd` is on.
  private var fileLine = 1
  private var countedEnd = 0

  /// Nil for what is no JSON.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    skipBlanks()
    beginLine()
    guard value() else { return nil }
    skipBlanks()
    // Lines of JSON, one after the other, are shown as they are.
    guard isCut || place == bytes.count else { return nil }
  }

  var facts: [String] {
    let numbers = hasFileLines ? "lines numbered as in the file" : "lines numbered as shown"
    return [(isCut ? "first \(NumberText.grouped(lines.count)) lines shown, " : "") + "indented, " + numbers]
  }

  private var hasFileLines: Bool { zip(lines, lines.dropFirst()).allSatisfy { $0.fileLine < $1.fileLine } }

  var markup: MarkupWriter {
    let numbers = hasFileLines ? lines.map(\.fileLine) : Array(1...lines.count)
    let box = LineBox(lines: numbers[0]...numbers[numbers.count - 1], lastLine: numbers[numbers.count - 1])
    var all = MarkupWriter(reserving: writer.bytes.count + 40 * lines.count + 400)
    box.open(&all)
    for (place, number) in numbers.enumerated() {
      if place > 0, place % LineBox.listLimit == 0 { all.raw("</ol><ol>") }
      all.beginLine(number)
      all.bytes +=
        writer.bytes[lines[place].start..<(place + 1 < lines.count ? lines[place + 1].start : writer.bytes.count)]
      all.raw("\n")
    }
    box.close(&all)
    return all
  }

  // MARK: Reading and writing at once

  /// Writes the value at hand; false if there is none.
  private mutating func value() -> Bool {
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: "{"):
      return depth > 0 && line(UInt8(ascii: "}"), limit: Self.objectLimit) || container(closing: UInt8(ascii: "}"))
    case UInt8(ascii: "["):
      return line(UInt8(ascii: "]"), limit: Self.listLimit) || container(closing: UInt8(ascii: "]"))
    case UInt8(ascii: "\""): return text()
    default: return word()
    }
  }

  private mutating func container(closing: UInt8) -> Bool {
    guard depth < Self.depthLimit else { return false }
    show(place..<place + 1)
    place += 1
    depth += 1
    defer { depth -= 1 }
    skipBlanks()
    if take(closing) { return true }
    while !isCut {
      breakLine(depth)
      if isCut { return true }
      if closing == UInt8(ascii: "}") {
        guard text() else { return false }
        skipBlanks()
        guard take(UInt8(ascii: ":")) else { return false }
        writer.raw(" ")
        skipBlanks()
      }
      guard value() else { return false }
      if isCut { return true }
      skipBlanks()
      if take(UInt8(ascii: ",")) {
        skipBlanks()
        continue
      }
      breakLine(depth - 1)
      return isCut || take(closing)
    }
    return true
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    show(place..<place + 1)
    place += 1
    return true
  }

  private mutating func text() -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return false }
    var end = place + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
    guard end < bytes.count else { return false }
    show(place..<end + 1)
    place = end + 1
    return true
  }

  /// A number, `true`, `null`, `NaN`.
  private mutating func word() -> Bool {
    var end = place
    while end < bytes.count, JSONPreview.isWord(bytes[end]) { end += 1 }
    guard end > place else { return false }
    show(place..<end)
    place = end
    return true
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Shows a short list or object without anything nested in one line; false if it is none.
  private mutating func line(_ closing: UInt8, limit: Int) -> Bool {
    var end = place + 1
    var isText = false
    while end < bytes.count, end - place < limit {
      switch bytes[end] {
      case UInt8(ascii: "\\") where isText: end += 1
      case UInt8(ascii: "\""): isText.toggle()
      case _ where isText: break
      case closing:
        show(place..<end + 1)
        place = end + 1
        return true
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "}"): return false
      default: break
      }
      end += 1
    }
    return false
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
  }

  private mutating func breakLine(_ depth: Int) {
    // Each line has a number and a link besides.
    guard lines.count < Self.lineLimit, writer.bytes.count + 35 * lines.count < Self.markupLimit else {
      isCut = true
      return
    }
    beginLine()
    for _ in 0..<depth { writer.raw("  ") }
  }

  private mutating func beginLine() {
    fileLine += bytes[countedEnd..<place].count { $0 == 0x0A }
    countedEnd = place
    lines.append((writer.bytes.count, fileLine))
  }

  /// Shows a piece of the file, the beginning of a very long one.
  private mutating func show(_ range: Range<Int>) {
    guard range.count > Self.textLimit else { return showWhole(range) }
    var end = range.lowerBound + Self.textLimit
    // Never through the middle of a character.
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    showWhole(range.lowerBound..<end)
    writer.raw("<small>first ")
    writer.safe("\(NumberText.bytes(Int64(end - range.lowerBound))) of \(NumberText.bytes(Int64(range.count))) shown")
    writer.raw("</small>")
  }

  /// A list that was on several lines becomes one; the blanks in its texts stay.
  private mutating func showWhole(_ range: Range<Int>) {
    bytes[range].withUnsafeBufferPointer { piece in
      guard piece.contains(0x0A) || piece.contains(0x0D) else { return writer.text(utf8: piece) }
      var line: [UInt8] = []
      var isText = false
      var isEscaped = false
      for byte in piece {
        if byte == UInt8(ascii: "\""), !isEscaped { isText.toggle() }
        isEscaped = isText && byte == UInt8(ascii: "\\") && !isEscaped
        if isText, byte != 0x0A, byte != 0x0D {
          line.append(byte)
          continue
        }
        let isBlank = byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
        if isBlank, line.last == 0x20 || line.last == UInt8(ascii: "[") || line.last == UInt8(ascii: "{") { continue }
        line.append(isBlank ? 0x20 : byte)
      }
      // Before the bracket at the end.
      if line.count > 1, line[line.count - 2] == 0x20 { line.remove(at: line.count - 2) }
      line.withUnsafeBufferPointer { writer.text(utf8: $0) }
    }
  }
}
