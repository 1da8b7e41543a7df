/// Where steps run backward.
enum StepOrder {
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

  /// Whether no step of a block is below the one before; may be false for steps near the ends of 64 bits.
  private static func isSurelySorted(_ steps: UnsafeBufferPointer<Int64>, _ block: Range<Int>) -> Bool {
    guard let base = steps.baseAddress else { return true }
    let memory = UnsafeRawPointer(base)
    // Bit 63 tells: of a difference, that it is negative, and of a step with its double, that differences may overflow.
    let before = steps[block.lowerBound - 1]
    var signs = SIMD8<Int64>(repeating: before ^ (before &+ before))
    var index = block.lowerBound
    while index + 8 <= block.upperBound {
      let step = memory.loadUnaligned(fromByteOffset: index * 8, as: SIMD8<Int64>.self)
      let previous = memory.loadUnaligned(fromByteOffset: index * 8 - 8, as: SIMD8<Int64>.self)
      signs |= (step &- previous) | (step ^ (step &+ step))
      index += 8
    }
    while index < block.upperBound {
      if steps[index] < steps[index - 1] { return false }
      index += 1
    }
    return signs.min() >= 0
  }
}
