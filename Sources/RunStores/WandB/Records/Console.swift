internal import RunModel

/// What a run printed, as places in its `.wandb` file.
struct Console {
  private(set) var pieces: [RunFile.Piece] = []
  private(set) var size: Int64 = 0
  private(set) var newestTime: Timestamp?

  /// Adds an `OutputRecord` or `OutputRawRecord`, which are alike.
  ///
  /// - Parameter record: the record that holds it.
  mutating func add(_ message: ProtobufReader, of record: LogRecord) {
    var message = message
    while let field = message.next() {
      switch field.number {
      case 2:
        if let time = field.time { newestTime = max(newestTime ?? time, time) }
      case 3:
        guard let line = field.bytes, !line.isEmpty else { continue }
        pieces += record.pieces(of: line)
        size += Int64(line.count)
      default: break
      }
    }
  }
}
