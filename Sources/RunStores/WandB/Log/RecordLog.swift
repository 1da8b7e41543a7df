/// Takes the records out of a `.wandb` file, block by block.
///
/// The framing is LevelDB's (`doc/log_format.md` there, `wandb/sdk/internal/datastore.py` up to 0.16 and
/// `core/pkg/leveldb` since): blocks of 32 KiB counted from the start of the file, in them chunks of a checksum, a length,
/// a kind and data; a record is one chunk, or a first, middle ones and a last. Before all that stand seven bytes that
/// are W&B's own, and the checksum is zlib's, not LevelDB's masked one.
struct RecordLog {
  static let blockSize = 32 << 10
  private static let chunkHeadSize = 7
  /// `:W&B`, 0xBEE1 with the low byte first; the version follows.
  private static let mark: [UInt8] = [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE]
  private static let markedSize = 7

  private enum Kind {
    static let full: UInt8 = 1, first: UInt8 = 2, middle: UInt8 = 3, last: UInt8 = 4
  }

  /// A record whose last chunk has not come yet.
  private var assembly: [UInt8] = []
  private var spans: [LogRecord.Span] = []
  private var isAssembling = false
  /// Whether chunks are skipped because the start of their record is lost.
  private var isLost = false
  /// Where zeros began, where chunks should be.
  private var zerosStart: Int64?

  /// Whether the file begins as a `.wandb` file does; nil before the first block.
  private(set) var isMarked: Bool?
  private(set) var recordCount = 0
  /// Where the file is damaged first, and how often it is.
  private(set) var firstDamage: Int64?
  private(set) var damageCount = 0
  /// Whether the file ends within a record.
  private(set) var isCut = false

  static func isMarked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= markedSize && mark.indices.allSatisfy { bytes[$0] == mark[$0] }
  }

  /// Takes the next block, which is full unless it is the last one.
  ///
  /// - Parameters:
  ///   - offset: where it begins in the file.
  ///   - body: gets each record; false from it ends the reading.
  /// - Returns: false if nothing more is wanted, or the file is none of W&B's.
  mutating func take(
    _ block: UnsafeBufferPointer<UInt8>, at offset: Int64, body: (LogRecord) -> Bool
  ) -> Bool {
    var position = 0
    if isMarked == nil {
      let isMarked = RecordLog.isMarked(block)
      self.isMarked = isMarked
      guard isMarked else { return false }
      position = RecordLog.markedSize
    }
    var isTrusted = true
    while block.count - position >= RecordLog.chunkHeadSize {
      let length = Int(block[position + 4]) | Int(block[position + 5]) << 8
      let kind = block[position + 6]
      let start = position + RecordLog.chunkHeadSize
      if kind == 0, length == 0, block[position...].allSatisfy({ $0 == 0 }) {
        zerosStart = zerosStart ?? offset + Int64(position)
        return true
      }
      guard start + length <= block.count else {
        if start + length <= RecordLog.blockSize, block.count < RecordLog.blockSize {
          isCut = true
        } else {
          lose(at: offset + Int64(position))
        }
        return true
      }
      let checked = UnsafeBufferPointer(rebasing: block[(start - 1)..<(start + length)])
      guard CRC32.checksum(checked) == RecordLog.checksum(block, position), (Kind.full...Kind.last).contains(kind)
      else {
        // The length may be what is damaged: one more chunk is tried, and its checksum tells.
        if isTrusted { lose(at: offset + Int64(position)) } else { return true }
        isTrusted = false
        position = start + length
        continue
      }
      isTrusted = true
      if let zeros = zerosStart {
        lose(at: zeros)
        zerosStart = nil
      }
      let data = UnsafeBufferPointer(rebasing: block[start..<(start + length)])
      guard take(kind, data, at: offset + Int64(start), body: body) else { return false }
      position = start + length
    }
    if block.count < RecordLog.blockSize, position < block.count { isCut = true }
    return true
  }

  /// To be called once after the last block.
  mutating func finish() {
    if isAssembling || zerosStart != nil { isCut = true }
    isAssembling = false
    assembly = []
  }

  /// Takes one sound chunk.
  private mutating func take(
    _ kind: UInt8, _ data: UnsafeBufferPointer<UInt8>, at offset: Int64, body: (LogRecord) -> Bool
  ) -> Bool {
    switch kind {
    case Kind.full:
      dropUnfinished(at: offset)
      recordCount += 1
      return body(LogRecord(bytes: data, offset: offset))
    case Kind.first:
      dropUnfinished(at: offset)
      isAssembling = true
      spans.append(LogRecord.Span(start: 0, offset: offset))
      assembly.append(contentsOf: data)
      return true
    default:
      guard isAssembling else {
        if !isLost { lose(at: offset) }
        return true
      }
      spans.append(LogRecord.Span(start: assembly.count, offset: offset))
      assembly.append(contentsOf: data)
      guard kind == Kind.last else { return true }
      recordCount += 1
      let goesOn = assembly.withUnsafeBufferPointer {
        body(LogRecord(bytes: $0, offset: spans[0].offset, spans: spans))
      }
      clear()
      return goesOn
    }
  }

  /// Forgets a record whose end did not come.
  private mutating func dropUnfinished(at offset: Int64) {
    if isAssembling { lose(at: offset) }
    clear()
    isLost = false
  }

  private mutating func lose(at offset: Int64) {
    firstDamage = firstDamage ?? offset
    damageCount += 1
    clear()
    isLost = true
  }

  private mutating func clear() {
    isAssembling = false
    assembly.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
  }

  private static func checksum(_ block: UnsafeBufferPointer<UInt8>, _ position: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(block[position + $1]) << UInt32(8 * $1) }
  }
}
