internal import Checksums
internal import Glibc

/// Reads the records of a TFRecord file, one after the other, with both of their check sums verified.
///
/// A record is its length (8 bytes, little-endian), the masked CRC-32C of those, the data, and the masked CRC-32C of
/// the data (tensorflow/core/lib/io/record_writer.h). The file is read in pieces and never mapped: one that is cut
/// short while it is read must not end the program.
struct EventFileReader: ~Copyable {
  /// Larger records are checked but not held in memory: nothing that a run shows is near as large.
  static let recordLimit = 64 << 20
  private static let pieceSize = 256 << 10
  private static let headerSize = 12
  /// What stands around the data of a record.
  private static let frameSize = 16

  /// The data of a record.
  struct Record {
    /// Valid until the next record is read.
    let data: WireReader
    /// Where the data stands in the file.
    let offset: Int64
  }

  private let descriptor: Int32
  /// How large the file was when it was opened; what is written since is for the next time.
  private let size: Int64
  private var buffer: UnsafeMutableRawPointer
  private var capacity: Int
  /// What of the buffer is still to be read.
  private var start = 0
  private var filled = 0
  /// Where the first byte of the buffer stands in the file.
  private var origin: Int64 = 0
  /// Why there are no more records.
  private(set) var ending = EventFileEnding.complete
  /// How many records were larger than `recordLimit`.
  private(set) var skippedCount = 0

  /// Opens a regular file; a link is not followed.
  ///
  /// - Parameter limit: no byte behind this many is read.
  init(_ path: String, limit: Int64 = .max) throws(SystemFailure) {
    // O_NONBLOCK keeps a FIFO from hanging the program.
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard opened >= 0 else { throw SystemFailure(errno) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw SystemFailure(reason: "is not a regular file")
    }
    descriptor = opened
    size = min(limit, Int64(status.st_size))
    capacity = Int(min(size, Int64(EventFileReader.pieceSize))) + 1
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    buffer.deallocate()
    close(descriptor)
  }

  /// Where the next record starts.
  private var position: Int64 { origin + Int64(start) }

  /// The next record, or nil with `ending` set.
  @inline(__always)
  mutating func next() -> Record? {
    while true {
      guard hasBytes(EventFileReader.headerSize) else { return nil }
      let header = UnsafeRawPointer(buffer) + start
      let length = UInt64(littleEndian: header.loadUnaligned(as: UInt64.self))
      let lengthSum = UInt32(littleEndian: header.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
      guard runreport_masked_crc(runreport_crc32c(header, 8)) == lengthSum else {
        ending = length == 0 && lengthSum == 0 ? .zeros(from: position) : .badLength(at: position)
        return nil
      }
      guard length <= UInt64(EventFileReader.recordLimit) else {
        guard skip(length) else { return nil }
        continue
      }
      let count = Int(length)
      guard hasBytes(count + EventFileReader.frameSize) else { return nil }
      // The buffer may have moved.
      let data = UnsafeRawPointer(buffer) + start + EventFileReader.headerSize
      let sum = UInt32(littleEndian: data.loadUnaligned(fromByteOffset: count, as: UInt32.self))
      guard runreport_masked_crc(runreport_crc32c(data, count)) == sum else {
        ending = .badData(at: position)
        return nil
      }
      let offset = position + Int64(EventFileReader.headerSize)
      start += count + EventFileReader.frameSize
      return Record(data: WireReader(start: data, count: count), offset: offset)
    }
  }

  /// Goes past a record that is too large to be held, piece by piece; false if it is cut or damaged.
  private mutating func skip(_ length: UInt64) -> Bool {
    let first = position
    guard length <= UInt64(max(0, size - first - Int64(EventFileReader.frameSize))) else {
      ending = .cut(at: first, size: size)
      return false
    }
    start += EventFileReader.headerSize
    var left = Int(length)
    var crc: UInt32 = 0
    while left > 0 {
      guard filled > start || hasBytes(1) else { break }
      let count = min(left, filled - start)
      crc = runreport_crc32c_extended(crc, buffer + start, count)
      start += count
      left -= count
    }
    guard left == 0, hasBytes(4) else {
      ending = .cut(at: first, size: size)
      return false
    }
    guard runreport_masked_crc(crc) == UInt32(littleEndian: (buffer + start).loadUnaligned(as: UInt32.self)) else {
      ending = .badData(at: first)
      return false
    }
    start += 4
    skippedCount += 1
    return true
  }

  /// Whether so many bytes stand in the buffer, which are read if need be.
  @inline(__always)
  private mutating func hasBytes(_ count: Int) -> Bool { filled - start >= count || fill(count) }

  private mutating func fill(_ count: Int) -> Bool {
    let left = size - position
    guard Int64(count) <= left else {
      ending = left == 0 ? .complete : .cut(at: position, size: size)
      return false
    }
    if count > capacity {
      let larger = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
      larger.copyMemory(from: buffer + start, byteCount: filled - start)
      buffer.deallocate()
      (buffer, capacity) = (larger, count)
    } else {
      memmove(buffer, buffer + start, filled - start)
    }
    origin += Int64(start)
    filled -= start
    start = 0
    while filled < count {
      let place = origin + Int64(filled)
      let wanted = Int(min(Int64(capacity - filled), size - place))
      let got = pread(descriptor, buffer + filled, wanted, off_t(place))
      if got < 0, errno == EINTR { continue }
      if got < 0 { ending = .unreadable(at: place, SystemFailure(errno).reason) }
      // A file that was cut short since.
      if got == 0 { ending = .cut(at: position, size: place) }
      guard got > 0 else { return false }
      filled += got
    }
    return true
  }
}
