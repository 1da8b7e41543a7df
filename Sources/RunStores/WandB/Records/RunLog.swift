internal import FileAccess
internal import RunModel

/// What one `.wandb` file holds, beside what it adds to the run's facts and summary.
struct RunLog {
  private(set) var history = History()
  private(set) var console = Console()
  /// How far the file could be read.
  private(set) var log = RecordLog()
  /// Records that are sound by their checksum and yet no messages.
  private(set) var unreadableCount = 0

  /// Reads a file.
  static func read(_ path: String, facts: inout RunFacts, summary: inout Summary) throws(FileFailure) -> RunLog {
    var result = RunLog()
    result.log = try RecordLog.read(path) { record in
      result.add(record, facts: &facts, summary: &summary)
      return true
    }
    return result
  }

  /// Reads bytes that are in memory as a file's.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, facts: inout RunFacts, summary: inout Summary) -> RunLog {
    var result = RunLog()
    result.log = RecordLog.read(bytes) { record in
      result.add(record, facts: &facts, summary: &summary)
      return true
    }
    return result
  }

  /// Reads only what stands before the first row of history: the run, its configuration and its metrics.
  static func head(of path: String) -> RunFacts {
    var facts = RunFacts()
    _ = try? RecordLog.read(path, blocksAtOnce: 1) { record in
      guard record.offset < headLimit else { return false }
      var message = ProtobufReader(record.bytes)
      while let field = message.next() {
        if field.number == RecordKind.history { return false }
        facts.add(field)
      }
      return true
    }
    return facts
  }

  /// A file that has no history by then is all console output.
  private static let headLimit: Int64 = 2 << 20

  private mutating func add(_ record: LogRecord, facts: inout RunFacts, summary: inout Summary) {
    var message = ProtobufReader(record.bytes)
    while let field = message.next() {
      guard let inner = field.message else { continue }
      switch field.number {
      case RecordKind.history: history.add(inner)
      case RecordKind.summary: summary.add(inner)
      case RecordKind.output, RecordKind.rawOutput: console.add(inner, of: record)
      default: facts.add(field)
      }
    }
    if message.isDamaged { unreadableCount += 1 }
  }

  /// The newest moment of a logged row or a printed line.
  var newestTime: Timestamp? {
    [history.newestTime, console.newestTime].compactMap { $0 }.max()
  }
}
