/// A rule of the user's own, ready to be looked for.
///
/// It is looked for line by line, in a long line within pieces that overlap, since an engine that goes back may take time
/// that grows much faster than the text.
struct AddedPattern: @unchecked Sendable {
  // Unchecked: a `Regex` made from a text holds no closure and is not changed once it has been compiled, which the first
  // search does.
  private let regex: Regex<AnyRegexOutput>
  let name: String
  /// What every text that fits holds; empty if that cannot be told.
  private let literal: [UInt8]

  /// A line is searched in pieces of this many bytes.
  static let pieceSize = 4096
  /// As many bytes at the end of a piece are searched again with the next one: the longest secret that is always found.
  static let overlap = 512

  init?(_ rule: MaskingChoice.AddedRule) {
    guard let regex = try? Regex(rule.pattern) else { return nil }
    self.regex = regex.matchingSemantics(.unicodeScalar)
    name = rule.name
    literal = AddedPattern.literal(in: rule.pattern)
    _ = "".firstMatch(of: self.regex)
  }

  /// Where the pattern fits, in order, without overlaps.
  func ranges(in bytes: Span<UInt8>) -> [Range<Int>] {
    guard literal.isEmpty || bytes.firstPlace(of: literal, from: 0) != nil else { return [] }
    var ranges: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      search(bytes, start..<end, into: &ranges)
      start = end + 1
    }
    return ranges
  }

  private func search(_ bytes: Span<UInt8>, _ line: Range<Int>, into ranges: inout [Range<Int>]) {
    var start = line.lowerBound
    repeat {
      let end = min(line.upperBound, start + AddedPattern.pieceSize)
      search(bytes, piece: start..<end, into: &ranges)
      if end == line.upperBound { return }
      start = end - AddedPattern.overlap
    } while true
  }

  private func search(_ bytes: Span<UInt8>, piece: Range<Int>, into ranges: inout [Range<Int>]) {
    let slice = bytes.extracting(piece)
    if !literal.isEmpty, slice.firstPlace(of: literal, from: 0) == nil { return }
    // Bytes that are no UTF-8 become one each, so that places in the text are places in the bytes.
    let array = slice.withUnsafeBufferPointer { Array($0) }
    let isBroken = String(validating: array, as: UTF8.self) == nil
    let text = String(decoding: isBroken ? array.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") } : array, as: UTF8.self)
    for match in text.matches(of: regex) {
      let found = match.output.count > 1 ? match.output[1].range ?? match.range : match.range
      guard !found.isEmpty else { continue }
      let first = piece.lowerBound + text.utf8.distance(from: text.startIndex, to: found.lowerBound)
      let range = first..<first + text.utf8.distance(from: found.lowerBound, to: found.upperBound)
      guard let last = ranges.last, last.upperBound > range.lowerBound else {
        ranges.append(range)
        continue
      }
      // Cut by the end of the piece before.
      ranges[ranges.count - 1] = min(last.lowerBound, range.lowerBound)..<max(last.upperBound, range.upperBound)
    }
  }

  /// The longest text that stands for itself in a pattern, of three bytes at least.
  static func literal(in pattern: String) -> [UInt8] {
    guard !pattern.contains("|"), !pattern.contains("(?") else { return [] }
    var best: [UInt8] = []
    var run: [UInt8] = []
    func end() {
      if run.count > best.count { best = run }
      run = []
    }
    var depth = 0
    var inClass = false
    var isEscaped = false
    for byte in pattern.utf8 {
      if isEscaped {
        isEscaped = false
        if ByteClass.name.holds(byte) || inClass || depth > 0 { end() } else { run.append(byte) }
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "]") where inClass: inClass = false
      case _ where inClass: break
      case UInt8(ascii: "["):
        end()
        inClass = true
      case UInt8(ascii: "("):
        end()
        depth += 1
      case UInt8(ascii: ")"):
        end()
        depth -= 1
      case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "{"):
        if !run.isEmpty { run.removeLast() }
        end()
        if byte == UInt8(ascii: "{") { depth += 1 }
      case UInt8(ascii: "}"):
        end()
        depth -= 1
      case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"): end()
      case 0x80...: end()
      default: if depth == 0 { run.append(byte) }
      }
    }
    end()
    return best.count >= 3 ? best : []
  }
}

extension Span<UInt8> {
  /// Where a text stands first.
  func firstPlace(of text: [UInt8], from start: Int) -> Int? {
    guard let first = text.first else { return start }
    var place = start
    while place + text.count <= count {
      if self[place] == first, has(text, at: place) { return place }
      place += 1
    }
    return nil
  }
}
