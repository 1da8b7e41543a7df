internal import FileAccess

extension RecordLog {
  /// Reads the records of a file that is in memory.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, body: (LogRecord) -> Bool) -> RecordLog {
    var log = RecordLog()
    var offset = 0
    while offset < bytes.count {
      let end = min(offset + blockSize, bytes.count)
      let block = UnsafeBufferPointer(rebasing: bytes[offset..<end])
      guard log.take(block, at: Int64(offset), body: body) else { return log }
      offset = end
    }
    log.finish()
    return log
  }

  /// Reads the records of a file, of which a few blocks at a time are in memory.
  static func read(_ path: String, blocksAtOnce: Int = 8, body: (LogRecord) -> Bool) throws(FileFailure) -> RecordLog {
    var log = RecordLog()
    let reader = try FileReader(path, pieceSize: blocksAtOnce * blockSize, followingLinks: false)
    var offset: Int64 = 0
    while true {
      let piece = try reader.next()
      guard !piece.isEmpty else { break }
      let goesOn = piece.withUnsafeBufferPointer { bytes in
        var start = 0
        while start < bytes.count {
          let end = min(start + blockSize, bytes.count)
          let block = UnsafeBufferPointer(rebasing: bytes[start..<end])
          guard log.take(block, at: offset + Int64(start), body: body) else { return false }
          start = end
        }
        return true
      }
      guard goesOn else { return log }
      offset += Int64(piece.count)
    }
    log.finish()
    return log
  }
}
