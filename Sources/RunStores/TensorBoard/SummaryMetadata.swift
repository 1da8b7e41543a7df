/// What a value says of its tag (`SummaryMetadata` in tensorboard/compat/proto/summary.proto).
struct SummaryMetadata {
  /// `DATA_CLASS_SCALAR` of the proto.
  static let scalarClass: UInt64 = 1

  var plugin = ""
  /// The plugin's own message.
  var content: WireReader?
  var dataClass: UInt64 = 0

  init(_ message: WireReader) {
    var message = message
    while case let key = message.nextKey(), key != 0 {
      switch key {
      case 0x0A:
        var data = message.message()
        while case let key = data.nextKey(), key != 0 {
          switch key {
          case 0x0A: plugin = data.string()
          case 0x12: content = data.message()
          default: data.skip(key)
          }
        }
      case 0x20: dataClass = message.varint()
      default: message.skip(key)
      }
    }
  }
}
