/// Joins files that are one JSON list each, with a line for each value, to one such file.
enum JoinedLists {
  /// How many files are fetched together.
  static let fetchCount = 256
  /// `[` and a line feed.
  private static let headSize = 2
  /// A line feed, `]` and a line feed.
  private static let tailSize = 3

  /// - Parameters:
  ///   - paths: of files that `JSONWriter` wrote, ended by `finish`.
  ///   - append: takes the next piece of the joined file.
  static func write(
    _ paths: [String], from output: any SiteJob.Output, to append: (inout [UInt8]) throws -> Void
  ) throws {
    var piece: [UInt8] = Array("[".utf8)
    var isFirst = true
    for (place, path) in paths.enumerated() {
      if place % fetchCount == 0 { output.prepareToReread(Array(paths[place...].prefix(fetchCount))) }
      var skipped = 0
      // What may be the end of the file waits here until more follows.
      var waiting: [UInt8] = []
      var hasValues = false
      try output.reread(path) { (bytes: Span<UInt8>) throws in
        let skips = min(headSize - skipped, bytes.count)
        skipped += skips
        bytes.withUnsafeBufferPointer { waiting.append(contentsOf: $0[skips...]) }
        guard waiting.count > tailSize else { return }
        if !hasValues { piece.append(contentsOf: (isFirst ? "\n" : ",\n").utf8) }
        hasValues = true
        isFirst = false
        piece.append(contentsOf: waiting.dropLast(tailSize))
        waiting.removeFirst(waiting.count - tailSize)
        if piece.count >= Twins.pieceSize { try append(&piece) }
      }
    }
    piece.append(contentsOf: "\n]\n".utf8)
    try append(&piece)
  }
}
