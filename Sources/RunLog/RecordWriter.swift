internal import Glibc
internal import Markup
internal import Synchronization

/// Where the threads of a process hand in their records; a thread of its own gives signs of life.
final class RecordWriter: Sendable {
  private let file: Mutex<RecordFile>
  private let isEnded = Atomic(false)
  /// Called once, before the first record.
  private let atFirst: @Sendable () -> Void

  init(in folder: String, _ choice: RecordFile.Choice, atFirst: @escaping @Sendable () -> Void = {}) {
    file = Mutex(RecordFile(in: folder, choice))
    self.atFirst = atFirst
  }

  func append(_ line: RecordLine) throws(RunLogError) {
    try file.withLock { (file) throws(RunLogError) in
      guard !isEnded.load(ordering: .relaxed) else { throw RecordWriter.ended }
      if !file.isOpen { atFirst() }
      try file.append(line.json.bytes)
    }
  }

  var isFinished: Bool { isEnded.load(ordering: .relaxed) }

  static let ended = RunLogError(
    .ended, "the run was finished, so nothing more is logged. Log before finish(), or attach to the run anew.")

  func synchronize() throws(RunLogError) {
    try file.withLock { (file) throws(RunLogError) in try file.synchronize() }
  }

  /// No record and no sign of life from here on; false if that was so before.
  @discardableResult func end() -> Bool {
    file.withLock { _ in !isEnded.exchange(true, ordering: .relaxed) }
  }

  // MARK: Signs of life

  /// Writes that the run is alive wherever it logged nothing for a while, until `end` is called.
  func beat(every interval: Duration) {
    let nanoseconds = max(
      10_000_000, interval.components.seconds * 1_000_000_000 + interval.components.attoseconds / 1_000_000_000)
    let body = Beat { [self] in
      while !isEnded.load(ordering: .relaxed) {
        // Short sleeps, so that the thread is soon gone when the run is.
        usleep(useconds_t(min(nanoseconds, 500_000_000) / 1000))
        let silence = file.withLock { System.clock - $0.lastWrite }
        if silence >= nanoseconds { try? append(.signOfLife()) }
      }
    }
    // The program's signals are not for this thread.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var thread = pthread_t()
    let started = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Beat>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, Unmanaged.passRetained(body).toOpaque())
    if started == 0 { pthread_detach(thread) }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private final class Beat: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

extension RecordLine {
  /// A line without a value, which only has its time to tell.
  static func signOfLife() -> RecordLine {
    var line = RecordLine(name: nil, step: nil)
    line.end("values") {
      $0.beginObject()
      $0.endObject()
    }
    return line
  }
}
