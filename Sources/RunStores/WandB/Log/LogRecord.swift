internal import RunModel

/// One record of a `.wandb` file.
struct LogRecord {
  /// A protobuf message `Record`; valid only while the record is handled.
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where it begins in the file.
  let offset: Int64
  /// Which bytes of the file it consists of, where it is split over blocks; empty where it is not.
  var spans: [Span] = []

  struct Span {
    /// Where the span begins in the record.
    var start: Int
    /// Where it begins in the file.
    var offset: Int64
  }

  /// The bytes of the file that are a part of the record.
  func pieces(of part: UnsafeBufferPointer<UInt8>) -> [RunFile.Piece] {
    guard let base = bytes.baseAddress, let first = part.baseAddress else { return [] }
    let spans = spans.isEmpty ? [Span(start: 0, offset: offset)] : spans
    var start = first - base
    let end = start + part.count
    var pieces: [RunFile.Piece] = []
    for (index, span) in spans.enumerated() where start < end {
      let spanEnd = index + 1 < spans.count ? spans[index + 1].start : bytes.count
      guard start < spanEnd else { continue }
      let count = min(end, spanEnd) - start
      pieces.append(RunFile.Piece(offset: span.offset + Int64(start - span.start), count: Int64(count)))
      start += count
    }
    return pieces
  }
}
