internal import Glibc

/// A file of lines that is only ever appended to.
///
/// Each record goes there with one `write` on a descriptor opened for appending, so that no other process's bytes come
/// in between. A record begins with a line feed where the file ends within a line: what a killed process or a full
/// disk cut short costs itself, and nothing that follows.
struct RecordFile: ~Copyable {
  enum Choice: Sendable {
    /// `metrics.jsonl`, of the process that started the run, and of what it calls on the same node.
    case first
    /// A file that no other process writes to, for those that join.
    case own
    /// A file for the node, for processes that live for one record.
    case ofNode
  }

  private let folder: String
  private let choice: Choice
  private var path = ""
  private var descriptor: Int32 = -1
  /// Where the last record that went well ended.
  private var end: Int64 = -1
  /// When the last record was written, by `System.clock`.
  private(set) var lastWrite = System.clock

  init(in folder: String, _ choice: Choice) {
    self.folder = folder
    self.choice = choice
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  var isOpen: Bool { descriptor >= 0 }

  /// Appends a record; when this returns, the system has all of it.
  ///
  /// - Parameter record: a line feed, and a whole line.
  mutating func append(_ record: [UInt8]) throws(RunLogError) {
    if descriptor < 0 { try openFile() }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw RunLogError("write", path, errno) }
    guard status.st_nlink > 0 else {
      throw RunLogError(.notFound, "cannot write \(path): it was removed. Start a new run.")
    }
    let size = Int64(status.st_size)
    let isCut = size > 0 && size != end && !endsWithNewline(size)
    let start = isCut ? 0 : 1
    var written = write(record, from: start)
    if written == record.count - start {
      end = size + Int64(written)
      lastWrite = System.clock
      return
    }
    end = -1
    // All but the line feed: the record is whole, and the next one begins with a line feed.
    if written == record.count - start - 1 {
      lastWrite = System.clock
      return
    }
    if written > 0 {
      // Part of it fitted. Once more as a whole, on a line of its own: the rest alone could end up behind the record
      // of another process.
      written = write(record, from: 0)
      if written >= record.count - 1 {
        lastWrite = System.clock
        return
      }
    }
    throw RunLogError("write", path, written < 0 ? errno : ENOSPC)
  }

  /// Waits until the file is on the disk, where the system says so; network file systems tell their errors here.
  mutating func synchronize() throws(RunLogError) {
    guard descriptor >= 0, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS else { return }
    throw RunLogError("write", path, errno)
  }

  private func write(_ record: [UInt8], from start: Int) -> Int {
    record.withUnsafeBytes { bytes in
      var count: Int
      repeat {
        count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      } while count < 0 && errno == EINTR
      return count
    }
  }

  private func endsWithNewline(_ size: Int64) -> Bool {
    var last: UInt8 = 0
    return pread(descriptor, &last, 1, off_t(size - 1)) == 1 && last == 0x0A
  }

  private mutating func openFile() throws(RunLogError) {
    switch choice {
    case .first: open(folder + "/metrics.jsonl")
    case .ofNode: open("\(folder)/metrics-\(SafeName.of(Host.name)).jsonl")
    case .own: openOwn()
    }
    // Another user's, in a store that is shared.
    if descriptor < 0, errno == EACCES, choice != .own { openOwn() }
    guard descriptor >= 0 else { throw RunLogError("write", path, errno) }
    guard System.isFile(descriptor) else {
      close(descriptor)
      descriptor = -1
      throw RunLogError.noFile("write", path)
    }
  }

  private mutating func openOwn() {
    for number in 1...100_000 {
      open(
        "\(folder)/metrics-\(SafeName.of(Host.name))-\(getpid())\(number == 1 ? "" : "-\(number)").jsonl",
        anew: true)
      if descriptor >= 0 || errno != EEXIST { return }
    }
  }

  private mutating func open(_ path: String, anew: Bool = false) {
    self.path = path
    // To read as well, for the last byte. A link is not followed: it may lead to somebody's file, and no reader of runs
    // follows it. O_NONBLOCK keeps a FIFO from hanging the program.
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (anew ? O_EXCL : 0)
    descriptor = Glibc.open(path, flags, 0o666)
  }
}
