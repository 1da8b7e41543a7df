/// Reads a `TensorShapeProto` (tensorflow/core/framework/tensor_shape.proto).
enum TensorShape {
  /// The size of each dimension; none for a single number.
  static func sizes(_ message: WireReader) -> [UInt64] {
    var message = message
    var sizes: [UInt64] = []
    while case let key = message.nextKey(), key != 0 {
      guard key == 0x12 else {
        message.skip(key)
        continue
      }
      var dimension = message.message()
      var size: UInt64 = 0
      while case let key = dimension.nextKey(), key != 0 {
        if key == 0x08 { size = dimension.varint() } else { dimension.skip(key) }
      }
      sizes.append(size)
    }
    return sizes
  }
}
