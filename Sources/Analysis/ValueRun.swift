/// What a bucket keeps of the values behind it.
struct ValueRun {
  var low = Double.infinity
  var high = -Double.infinity
  /// Not finite where a value is not, or where the sum is beyond what a double holds.
  var sum = 0.0

  /// Of values next to one another in memory.
  ///
  /// Eight sums, one for each value of eight: several times as fast as one sum, the same on every machine, and
  /// nearer to the true one.
  init(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>) {
    guard let base = values.baseAddress else { return }
    let memory = UnsafeRawPointer(base)
    var index = range.lowerBound
    if range.count >= 16 {
      var lows = memory.loadUnaligned(fromByteOffset: index * 8, as: SIMD8<Double>.self)
      var highs = lows
      var sums = lows
      index += 8
      while index + 8 <= range.upperBound {
        let next = memory.loadUnaligned(fromByteOffset: index * 8, as: SIMD8<Double>.self)
        lows.replace(with: next, where: next .< lows)
        highs.replace(with: next, where: next .> highs)
        sums += next
        index += 8
      }
      for lane in 0..<8 { take(lows[lane], highs[lane], sums[lane]) }
    }
    while index < range.upperBound {
      take(base[index], base[index], base[index])
      index += 1
    }
  }

  @inline(__always)
  private mutating func take(_ low: Double, _ high: Double, _ sum: Double) {
    self.low = low < self.low ? low : self.low
    self.high = high > self.high ? high : self.high
    self.sum += sum
  }
}
