/// Reads a tensor of one element as a number (tensorflow/core/framework/tensor.proto).
///
/// TensorBoard's default reader takes 32-bit floats of rank 0 alone; every other number is read here too, of any rank
/// as long as it is one.
enum ScalarTensor {
  struct Scalar {
    var value: Double
    /// Whether a 32-bit float holds the value exactly by its type.
    var isSinglePrecision: Bool
  }

  /// `DataType` of tensorflow/core/framework/types.proto.
  private enum Kind: UInt64 {
    case float = 1
    case double, int32, uint8, int16, int8
    case int64 = 9
    case bool
    case bfloat16 = 14
    case uint16 = 17
    case half = 19
    case uint32 = 22
    case uint64
  }

  /// The number; nil if there is none, or more than one.
  static func read(_ tensor: WireReader) -> Scalar? {
    var tensor = tensor
    var kind = UInt64(0)
    var content: WireReader?
    // The element as it was written, and how many there were.
    var bits = UInt64(0)
    var count = 0
    while case let key = tensor.nextKey(), key != 0 {
      switch key {
      case 0x08: kind = tensor.varint()
      case 0x12: guard TensorShape.sizes(tensor.message()).allSatisfy({ $0 == 1 }) else { return nil }
      case 0x22: content = tensor.message()
      case 0x2D:
        bits = UInt64(tensor.fixed32())
        count += 1
      case 0x31:
        bits = tensor.fixed64()
        count += 1
      case 0x2A: take(packed: tensor.message(), width: 4, &bits, &count)
      case 0x32: take(packed: tensor.message(), width: 8, &bits, &count)
      // int_val, int64_val, bool_val, half_val, uint32_val, uint64_val
      case 0x38, 0x50, 0x58, 0x68, 0x80, 0x88:
        bits = tensor.varint()
        count += 1
      case 0x3A, 0x52, 0x5A, 0x6A, 0x82, 0x8A: take(packed: tensor.message(), width: 0, &bits, &count)
      default: tensor.skip(key)
      }
    }
    guard !tensor.isDamaged, count < 2, let kind = Kind(rawValue: kind) else { return nil }
    if count == 1 { return scalar(kind, bits) }
    return content.flatMap { $0.count == width(kind) ? scalar(kind, littleEndian($0)) : nil }
  }

  /// Takes the elements of a packed field, of `width` bytes each; 0 for varints.
  private static func take(packed field: WireReader, width: Int, _ bits: inout UInt64, _ count: inout Int) {
    var field = field
    while field.count > 0, count < 2 {
      bits = width == 4 ? UInt64(field.fixed32()) : width == 8 ? field.fixed64() : field.varint()
      count += 1
    }
  }

  private static func littleEndian(_ content: WireReader) -> UInt64 {
    content.bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Bytes of an element in `tensor_content`.
  private static func width(_ kind: Kind) -> Int {
    switch kind {
    case .uint8, .int8, .bool: 1
    case .int16, .uint16, .half, .bfloat16: 2
    case .float, .int32, .uint32: 4
    case .double, .int64, .uint64: 8
    }
  }

  private static func scalar(_ kind: Kind, _ bits: UInt64) -> Scalar {
    switch kind {
    case .float: single(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .bfloat16: single(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .half: single(half(UInt16(truncatingIfNeeded: bits)))
    case .double: Scalar(value: Double(bitPattern: bits), isSinglePrecision: false)
    case .uint8: whole(UInt8(truncatingIfNeeded: bits))
    case .int8: whole(Int8(truncatingIfNeeded: bits))
    case .uint16: whole(UInt16(truncatingIfNeeded: bits))
    case .int16: whole(Int16(truncatingIfNeeded: bits))
    case .uint32: whole(UInt32(truncatingIfNeeded: bits))
    case .int32: whole(Int32(truncatingIfNeeded: bits))
    case .uint64: whole(bits)
    case .int64: whole(Int64(bitPattern: bits))
    case .bool: Scalar(value: bits == 0 ? 0 : 1, isSinglePrecision: false)
    }
  }

  private static func single(_ value: Float) -> Scalar { Scalar(value: Double(value), isSinglePrecision: true) }

  private static func whole(_ value: some BinaryInteger) -> Scalar {
    Scalar(value: Double(value), isSinglePrecision: false)
  }

  /// IEEE 754 binary16, by hand: Swift's `Float16` is not there on every platform.
  private static func half(_ bits: UInt16) -> Float {
    let fraction = Float(bits & 0x3FF)
    let size: Float =
      switch Int(bits >> 10 & 0x1F) {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      case let exponent: (1 + fraction * 0x1p-10) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
      }
    return bits >> 15 == 0 ? size : -size
  }
}
