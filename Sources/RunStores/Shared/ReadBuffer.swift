/// Room that one file after another is read into, so that ten thousand small files cost one allocation.
struct ReadBuffer: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// How many bytes of the file read last stand at the start.
  var count = 0

  init(capacity: Int = 32 << 10) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  /// The file read last; valid until the next one is read.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Makes room for at least one more byte.
  mutating func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 4)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
    capacity *= 4
  }
}
