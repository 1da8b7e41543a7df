import Markup

/// Reads a log through once: counts its lines, cuts it into sections, and tells its encoding.
struct LogScan {
  /// A section has about this many bytes.
  private static let sectionSize: Int64 = 1 << 20
  /// A section of short lines has about this many of them.
  private static let sectionLines = 20_000
  /// After so many bytes there may be a border.
  private static let stepSize = 1 << 15
  /// A place near which the cursor goes up is no border, unless there is no other one for this many times the size.
  private static let patience: Int64 = 4

  private var survey = LogSurvey(kind: .empty)
  private var feeds = LineFeeds(.utf8)
  private var feedCount = 0
  /// The bytes after the last line feed.
  private var openCount: Int64 = 0
  /// Of UTF-16 the first byte of a character whose second one is in the next piece.
  private var half: UInt8?
  /// Reads what is not ASCII, to see whether it is UTF-8.
  private var decoder = TextDecoder(.utf8)
  private var isDecoding = false
  /// Whether that came to anything but a mark of UTF-8.
  private var hasText = false
  private var decoded: [UInt8] = []
  /// The first bytes that are not ASCII, and what is among them.
  private var foreign: [UInt8] = []

  /// Takes the next piece; false if there is no need to go on.
  mutating func take(_ piece: Span<UInt8>) -> Bool {
    if survey.kind == .empty { begin(piece) }
    guard survey.kind == .text else { return false }
    let start = survey.byteCount
    survey.byteCount += Int64(piece.count)
    if survey.encoding == .utf8 { check(piece) }
    let first = joinHalf(with: piece)
    // In small steps, so that a section of short lines is no larger than another one.
    for offset in stride(from: first, to: piece.count, by: LogScan.stepSize) {
      let step = piece.extracting(offset..<min(offset + LogScan.stepSize, piece.count))
      count(step, at: start + Int64(offset))
    }
    return true
  }

  /// Counts the character that the last piece and this one share.
  ///
  /// - Returns: where this piece goes on behind it.
  private mutating func joinHalf(with piece: Span<UInt8>) -> Int {
    guard survey.encoding == .utf16LittleEndian || survey.encoding == .utf16BigEndian, piece.count > 0 else { return 0 }
    var start = 0
    if let half {
      let character = [half, piece[0]]
      let isFeed = feeds.count(in: character.span) > 0
      if isFeed { feedCount += 1 }
      openCount = isFeed ? 0 : openCount + 1
      start = 1
    }
    half = (piece.count - start) % 2 == 1 ? piece[piece.count - 1] : nil
    return start
  }

  private mutating func count(_ step: Span<UInt8>, at offset: Int64) {
    guard let end = feeds.lastEnd(in: step) else {
      openCount += Int64(step.count)
      return
    }
    feedCount += feeds.count(in: step)
    openCount = Int64(step.count - end)
    if isBorder(offset + Int64(end), step, end) {
      survey.sections.append(LogSection(offset: offset + Int64(end), firstLine: feedCount + 1))
    }
  }

  private mutating func begin(_ piece: Span<UInt8>) {
    let sample = TextSample(piece)
    survey.kind = sample.looksBinary ? .binary : .text
    survey.encoding = sample.encoding
    survey.sections = [LogSection(offset: 0, firstLine: 1)]
    feeds = LineFeeds(sample.encoding)
  }

  private mutating func check(_ piece: Span<UInt8>) {
    let start = TextSample.foreignStart(in: piece)
    guard isDecoding || start != nil else { return }
    isDecoding = true
    decoder.decode(piece, into: &decoded)
    hasText = hasText || !decoded.isEmpty
    decoded.removeAll(keepingCapacity: true)
    if let start, foreign.count < TextSample.size {
      piece.extracting(start..<min(start + TextSample.size, piece.count)).withUnsafeBufferPointer { foreign += $0 }
    }
  }

  private func isBorder(_ offset: Int64, _ step: Span<UInt8>, _ end: Int) -> Bool {
    guard let last = survey.sections.last else { return false }
    let size = offset - last.offset
    guard size >= LogScan.sectionSize || feedCount + 1 - last.firstLine >= LogScan.sectionLines else { return false }
    let around = step.extracting(max(0, end - 4096)..<step.count)
    return size >= LogScan.sectionSize * LogScan.patience || !LogScan.goesUp(around)
  }

  /// Whether there is `ESC [ A` or the like.
  private static func goesUp(_ bytes: Span<UInt8>) -> Bool {
    var isSequence = false
    for index in bytes.indices {
      switch bytes[index] {
      case 0x1B: isSequence = true
      case UInt8(ascii: "A") where isSequence, UInt8(ascii: "F") where isSequence: return true
      case 0x30..<0x40, UInt8(ascii: "["): break
      default: isSequence = false
      }
    }
    return false
  }

  /// What was found.
  var result: LogSurvey {
    var survey = survey
    survey.lineCount = feedCount + (openCount > 0 ? 1 : 0)
    survey.invalidCount = decoder.invalidCount
    if decoder.isClearlyMistaken {
      survey.encoding = TextSample.encoding(ofForeign: foreign.span)
      survey.invalidCount = 0
    }
    if let last = survey.sections.last, last.offset == survey.byteCount { survey.sections.removeLast() }
    // A mark of the encoding and nothing else.
    let isMark = survey.encoding == .utf8 ? isDecoding && !hasText : survey.byteCount == 2
    if survey.kind == .text, survey.byteCount < 4, isMark { survey.kind = .empty }
    return survey
  }
}
