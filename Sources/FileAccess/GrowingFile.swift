internal import Glibc

/// A regular file kept open, read from where it was read to before.
///
/// That it was cut short and written anew shows in what stands before that place: the bytes at its beginning and the
/// last ones that were read are remembered.
final class GrowingFile {
  /// Which file it is, whatever it is called.
  struct Identity: Hashable {
    var device: UInt64
    var node: UInt64
  }

  enum Piece {
    /// The next bytes; none at the end.
    case piece(ArraySlice<UInt8>)
    /// It holds less, or something else, than what was read of it.
    case cutShort
  }

  let path: String
  let file: Identity
  /// How far it was read.
  private(set) var offset: Int64 = 0
  private let descriptor: Int32
  /// The first bytes that were read.
  private(set) var head: [UInt8] = []
  /// The last bytes that were read.
  private(set) var tail: [UInt8] = []
  /// The size and time of change when it was last found to be as it was read.
  private var seen: (size: Int64, changed: Int64)?
  private var buffer: [UInt8] = []

  private static let pieceSize = 1 << 16
  /// How many bytes at either end are remembered.
  static let witness = 64

  /// Opens what stands at a path; nil if nothing does.
  init?(_ path: String) throws(FileFailure) {
    self.path = path
    // Asked before, since to open a FIFO lets go on who waits for a reader, and to open a device may do anything.
    if let entry = FileBytes.entry(at: path, followingLinks: false), entry.kind != .file {
      let isLink = entry.kind == .symbolicLink
      throw FileFailure(path, reason: isLink ? GrowingFile.linkMessage : GrowingFile.specialMessage)
    }
    // O_NONBLOCK keeps a FIFO that came meanwhile from hanging the program.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    let code = errno
    var status = stat()
    if descriptor < 0 || fstat(descriptor, &status) != 0 {
      file = Identity(device: 0, node: 0)
      if code == ENOENT || code == ENOTDIR { return nil }
      if code == ELOOP { throw FileFailure(path, reason: GrowingFile.linkMessage) }
      if code == ENXIO { throw FileFailure(path, reason: GrowingFile.specialMessage) }
      throw FileFailure(path, code)
    }
    file = Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path, reason: GrowingFile.specialMessage) }
  }

  private static let linkMessage = "is a symbolic link, which is not followed"
  private static let specialMessage = "is not a regular file"

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func size() throws(FileFailure) -> Int64 { try version().size }

  func version() throws(FileFailure) -> (size: Int64, changed: Int64) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure(path, errno) }
    return FileBytes.version(status)
  }

  /// Passes over what is there, as if it had been read.
  func skip(to start: Int64) {
    guard start > 0, let now = try? version() else { return }
    offset = min(start, now.size)
    let kept = min(Int(offset), GrowingFile.witness)
    head = bytes(at: 0, count: kept)
    tail = bytes(at: offset - Int64(kept), count: kept)
  }

  /// Begins at the front again, after it was cut short.
  ///
  /// Who writes without appending (`command > log`) goes on at the old place, and what stands before that is a hole,
  /// which nobody wrote: it is passed over.
  func restart() {
    offset = 0
    head = []
    tail = []
    seen = nil
    skip(to: holeSize)
  }

  /// How many bytes at the beginning were never written, or are NUL in the block where the first ones were.
  private var holeSize: Int64 {
    let start = Int64(lseek(descriptor, 0, GrowingFile.seekData))
    guard start >= 0, (try? size()).map({ start < $0 }) == true else { return 0 }
    let block = bytes(at: start, count: GrowingFile.pieceSize)
    return start + Int64(block.firstIndex { $0 != 0 } ?? 0)
  }

  /// `SEEK_DATA` of Linux's `lseek`: the next place where there is data.
  private static let seekData: Int32 = 3

  /// File systems tell times in steps of some milliseconds, in nanoseconds.
  private static let tick: Int64 = 50_000_000

  /// In nanoseconds since 1970.
  private static var clock: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  func read() throws(FileFailure) -> Piece {
    let now = try version()
    if now.size < offset { return .cutShort }
    if now.size == offset, let seen, seen == now { return .piece([]) }
    guard bytes(at: 0, count: head.count) == head else { return .cutShort }
    // One call for what was read last and what is new, so that nothing comes between.
    let start = offset - Int64(tail.count)
    let count = try fill(from: start)
    guard count >= tail.count, buffer[..<tail.count].elementsEqual(tail) else { return .cutShort }
    let piece = buffer[tail.count..<count]
    // What was changed just now could change again without its size and time telling.
    if piece.isEmpty, GrowingFile.clock - now.changed > GrowingFile.tick { seen = now }
    take(piece)
    return .piece(piece)
  }

  private func take(_ piece: ArraySlice<UInt8>) {
    offset += Int64(piece.count)
    if head.count < GrowingFile.witness { head += piece.prefix(GrowingFile.witness - head.count) }
    tail =
      piece.count >= GrowingFile.witness
      ? Array(piece.suffix(GrowingFile.witness)) : (tail + piece).suffix(GrowingFile.witness)
  }

  private func fill(from start: Int64) throws(FileFailure) -> Int {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: GrowingFile.witness + GrowingFile.pieceSize) }
    while true {
      let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(start)) }
      if count >= 0 { return count }
      if errno != EINTR { throw FileFailure(path, errno) }
    }
  }

  /// Some bytes of the file; fewer where it ends before.
  func bytes(at start: Int64, count: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(start)))
    }
  }
}

extension GrowingFile {
  /// Whether it holds what was read of another file, and whatever was written behind that.
  func continues(_ other: GrowingFile) throws(FileFailure) -> Bool {
    let start = other.offset - Int64(other.tail.count)
    return try size() >= other.offset && bytes(at: 0, count: other.head.count) == other.head
      && bytes(at: start, count: other.tail.count) == other.tail
  }

  /// Whether it holds no more than what was read of another file, and begins as that did.
  func isBeginning(ofReadPartOf other: GrowingFile) throws(FileFailure) -> Bool {
    let size = try size()
    let shared = Int(min(size, Int64(other.head.count)))
    return size <= other.offset && bytes(at: 0, count: shared) == Array(other.head.prefix(shared))
  }

  /// Whether it may be a copy of another file that is being made: it holds no more than that does now, the same at both
  /// ends, and was written to no longer before that was than it takes to cut it short then.
  func isCopy(of other: GrowingFile) throws(FileFailure) -> Bool {
    let (size, changed) = try version()
    let now = try other.version()
    guard size <= now.size, now.changed - changed < GrowingFile.copyingTime else { return false }
    let count = Int(min(size, Int64(GrowingFile.witness)))
    return [0, size - Int64(count)].allSatisfy { bytes(at: $0, count: count) == other.bytes(at: $0, count: count) }
  }

  /// In nanoseconds.
  private static let copyingTime: Int64 = 1_000_000_000

  /// Gives the file from some place to its end.
  func readAll(from start: Int64 = 0, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    skip(to: start)
    while case .piece(let piece) = try read(), !piece.isEmpty { try take(piece) }
  }
}
