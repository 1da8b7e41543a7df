/// Where steps run backward.
enum StepOrder {
  /// 2¹²: differences below 2⁵¹ then add up to less than 2⁶³.
  private static let block = 4096

  /// The indices of values whose step is below that of the value before.
  ///
  /// - Returns: nil for more than `limit` of them.
  static func restarts(in steps: UnsafeBufferPointer<Int64>, limit: Int) -> [Int]? {
    var restarts: [Int] = []
    var start = 1
    while start < steps.count {
      let end = min(start + block, steps.count)
      if !isSurelySorted(steps, start..<end) {
        for index in start..<end where steps[index] < steps[index - 1] {
          guard restarts.count < limit else { return nil }
          restarts.append(index)
        }
      }
      start = end
    }
    return restarts
  }

  /// Whether no step of a block is below the one before; may be false for steps far apart.
  private static func isSurelySorted(_ steps: UnsafeBufferPointer<Int64>, _ block: Range<Int>) -> Bool {
    guard let base = steps.baseAddress else { return true }
    let memory = UnsafeRawPointer(base)
    // All bits that any difference has, the one of negative ones among them.
    var bits = SIMD8<Int64>.zero
    var index = block.lowerBound
    while index + 8 <= block.upperBound {
      bits |=
        memory.loadUnaligned(fromByteOffset: index * 8, as: SIMD8<Int64>.self)
        &- memory.loadUnaligned(fromByteOffset: index * 8 - 8, as: SIMD8<Int64>.self)
      index += 8
    }
    while index < block.upperBound {
      bits[0] |= steps[index] &- steps[index - 1]
      index += 1
    }
    // Differences that are all small add up to less than 2⁶³, so that none of them can have overflowed on the way from
    // the first step to one that is not below it.
    let all = bits[0] | bits[1] | bits[2] | bits[3] | bits[4] | bits[5] | bits[6] | bits[7]
    return UInt64(bitPattern: all) < 1 << 51
      && steps[block.lowerBound - 1] <= steps[block.upperBound - 1]
  }
}
