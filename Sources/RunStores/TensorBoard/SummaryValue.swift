/// One value of an event (`Summary.Value` in tensorboard/compat/proto/summary.proto), its messages not yet read.
struct SummaryValue {
  /// Which member of its `oneof` is set.
  enum Content: UInt8 {
    case none, simple, tensor, image, histogram, audio, other
  }

  /// The tag's bytes; it and what follows are valid as long as the event's record.
  private(set) var tag: UnsafeRawBufferPointer
  private(set) var metadata: WireReader?
  private(set) var content = Content.none
  /// The value, where `content` is `simple`.
  private(set) var simple: Float = 0
  /// The value, where it is a message.
  private(set) var message: WireReader
  private(set) var isDamaged = false

  init(_ value: WireReader) {
    var value = value
    message = WireReader(start: value.end, count: 0)
    tag = message.bytes
    while case let key = value.nextKey(), key != 0 {
      switch key {
      case 0x0A: tag = value.message().bytes
      case 0x15:
        content = .simple
        simple = Float(bitPattern: value.fixed32())
      case 0x42:
        content = .tensor
        message = value.message()
      case 0x4A: metadata = value.message()
      case 0x1A: set(.other, value.message())
      case 0x22: set(.image, value.message())
      case 0x2A: set(.histogram, value.message())
      case 0x32: set(.audio, value.message())
      default: value.skip(key)
      }
    }
    isDamaged = value.isDamaged
  }

  private mutating func set(_ content: Content, _ message: WireReader) {
    self.content = content
    self.message = message
  }
}
