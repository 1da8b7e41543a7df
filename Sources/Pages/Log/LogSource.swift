import Markup

/// Reads and renders sections of a log.
struct LogSource: Sendable {
  let frame: LogPageFrame
  let survey: LogSurvey
  let output: any SiteJob.Output
  let buffers: BufferPool

  /// A section with more bytes than this has a line too long to be kept in memory.
  private static let streamedSize = 4 << 20

  /// A section as it is shown after what came before.
  func sheet(_ index: Int, from state: LogState) throws -> LogSheet {
    let part = survey.bytes(ofSection: index)
    var writer = LogSheetWriter(
      survey.sections[index], from: state, room: frame.room, isTimed: frame.zone != nil,
      into: buffers.take())
    var invalidCount = 0
    if part.count > LogSource.streamedSize {
      var stream = TerminalStream(survey.encoding, keeping: LogPages.lineLimit, style: state.style)
      try read(part) { stream.read($0) { writer.add($0) } }
      writer.finish(&stream)
      invalidCount = stream.invalidCount
    } else {
      var bytes = buffers.take()
      bytes.reserveCapacity(part.count)
      try read(part) { piece in piece.withUnsafeBufferPointer { bytes += $0 } }
      if survey.encoding != .utf8 || TextSample.foreignStart(in: bytes.span) != nil {
        var decoder = TextDecoder(survey.encoding)
        var text = buffers.take()
        text.reserveCapacity(bytes.count)
        decoder.decode(bytes.span, into: &text)
        decoder.finish(into: &text)
        invalidCount = decoder.invalidCount
        swap(&bytes, &text)
        buffers.give(text)
      }
      writer.write(bytes.span)
      buffers.give(bytes)
    }
    var sheet = writer.sheet
    // Those of UTF-8 were counted already.
    if survey.encoding != .utf8 { sheet.counts.invalid += invalidCount }
    if sheet.pages.isEmpty {
      let line = survey.sections[index].firstLine
      sheet.pages = [LogSheet.Page(start: 0, firstLine: line, lastLine: line)]
    }
    return sheet
  }

  /// A file that is shorter by now gives what is there.
  private func read(_ part: Range<Int64>, _ body: (Span<UInt8>) -> Void) throws {
    _ = try output.read(frame.pages.file, part, shownAs: frame.pages.shownAs) { piece in
      body(piece)
      return true
    }
  }
}
