/// Bytes written straight into memory that is there already, with the rules of `MarkupWriter` and `JSONWriter`.
///
/// For drawings, cells and data, which are thousands of small pieces: an array checks at each whether it is shared and
/// has room. What does not fit is left out, and whoever made the cursor starts over with more room.
public struct ByteCursor: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<UInt8>
  @usableFromInline let capacity: Int
  /// How many bytes were asked for; more than `capacity` if they did not fit.
  @usableFromInline var count = 0

  init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
    // Never read or written where the capacity is 0.
    base = memory.baseAddress ?? UnsafeMutablePointer(bitPattern: 1).unsafelyUnwrapped
    capacity = memory.count
  }

  var isFull: Bool { count > capacity }

  @inlinable public mutating func byte(_ byte: UInt8) {
    if count < capacity { base[count] = byte }
    count += 1
  }

  /// Appends bytes as they are.
  @inlinable mutating func take(_ start: UnsafePointer<UInt8>, _ length: Int) {
    if length <= capacity - count { (base + count).update(from: start, count: length) }
    count += length
  }

  /// Appends markup as it is.
  ///
  /// Where it is called, its length is known: most pieces are one or two moves.
  @inlinable @inline(__always) public mutating func raw(_ markup: StaticString) {
    take(markup.utf8Start, markup.utf8CodeUnitCount)
  }

  /// Appends markup that this program wrote before.
  @inlinable public mutating func raw(_ markup: [UInt8]) {
    markup.withUnsafeBufferPointer { if let start = $0.baseAddress { take(start, $0.count) } }
  }

  /// Appends markup that another part of this program has already made safe.
  @inlinable public mutating func safe(_ markup: String) {
    markup.withBorrowedUTF8 { if let start = $0.baseAddress { take(start, $0.count) } }
  }

  /// Appends text, escaped.
  public mutating func text(_ text: String) {
    text.withBorrowedUTF8 { self.text(utf8: $0) }
  }

  /// Appends escaped text from bytes that are valid UTF-8.
  mutating func text(utf8 source: UnsafeBufferPointer<UInt8>) {
    guard let start = source.baseAddress else { return }
    var done = 0
    var index = 0
    while index < source.count {
      if source.count - index >= ByteWord.width, !ByteWord(at: start + index).needsCareInMarkup {
        index += ByteWord.width
        continue
      }
      // What may have an escape in it, and the last few bytes.
      let end = min(index + ByteWord.width, source.count)
      while index < end {
        if MarkupWriter.isPlain(source[index]) {
          index += 1
          continue
        }
        let (replacement, length) = MarkupWriter.replacement(in: source, at: index)
        if let replacement {
          take(start + done, index - done)
          raw(replacement)
          done = index + length
        }
        index += length
      }
    }
    take(start + done, index - done)
  }

  /// Appends a whole number.
  @inlinable public mutating func integer(_ value: Int) {
    if value < 0 { byte(UInt8(ascii: "-")) }
    digits(value.magnitude)
  }

  /// Appends a coordinate as `MarkupWriter.coordinate` does.
  @inlinable public mutating func coordinate(_ value: Double) {
    let tenths = value * 10
    guard tenths.magnitude < 1e16 else { return integer(0) }
    // Rounded by adding a half: `rounded` is a call to the C library.
    let whole = Int(tenths < 0 ? tenths - 0.5 : tenths + 0.5)
    if whole < 0 { byte(UInt8(ascii: "-")) }
    digits(whole.magnitude / 10)
    let rest = whole.magnitude % 10
    if rest != 0 {
      byte(UInt8(ascii: "."))
      byte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest))
    }
  }

  /// Appends a number as `NumberText.rounded` gives it.
  public mutating func rounded(_ value: Double) {
    guard capacity - count >= DecimalText.limit,
      let length = NumberText.writeRounded(value, to: base + count)
    else { return safe(NumberText.rounded(value)) }
    count += length
  }

  /// Appends a number as `NumberText.fixed` gives it.
  public mutating func fixed(_ value: Double, decimals: Int) {
    guard capacity - count >= DecimalText.limit,
      let length = NumberText.writeFixed(value, decimals: decimals, to: base + count)
    else { return safe(NumberText.fixed(value, decimals: decimals)) }
    count += length
  }

  /// Appends a number with all its digits, as `NumberText.exact` gives it.
  public mutating func exact(_ value: Double) {
    guard value.isFinite, value != value.rounded() || value.magnitude >= 1e15 else {
      return safe(NumberText.exact(value))
    }
    shortest(value)
  }

  /// Appends the shortest text that reads back as the same finite number, as `description` gives it.
  mutating func shortest(_ value: Double) {
    guard capacity - count >= ShortestDecimal.limit else { return count = capacity + 1 }
    if let decimal = ShortestDecimal(value.magnitude) {
      if value < 0 { byte(UInt8(ascii: "-")) }
      count += decimal.write(to: base + count)
    } else {
      var sink = ASCIISink(end: base + count)
      value.write(to: &sink)
      count = sink.end - base
    }
  }

  /// Appends a number with its thousands grouped.
  public mutating func grouped(_ value: Int64) {
    guard capacity - count >= DecimalText.limit else { return safe(NumberText.grouped(value)) }
    count += DecimalText.write(value.magnitude, decimals: 0, isNegative: value < 0, to: base + count)
  }

  /// Drops an attribute whose value is what is shown after it anyway.
  ///
  /// - Parameters:
  ///   - start: where the attribute begins.
  ///   - value: its value.
  ///   - shown: where the text begins that it may repeat; it goes up to the end.
  public mutating func dropRepeated(from start: Int, value: Range<Int>, shown: Int) {
    guard !isFull, value.count == count - shown else { return }
    for place in 0..<value.count where base[value.lowerBound + place] != base[shown + place] { return }
    let gap = value.upperBound - start
    for place in value.upperBound..<count { base[place - gap] = base[place] }
    count -= gap
  }

  /// How many bytes were written.
  @inlinable public var position: Int { count }

  /// Appends a few bytes once more that were written before.
  @inlinable public mutating func again(_ range: Range<Int>) {
    take(base + range.lowerBound, range.count)
  }

  /// Appends the digits of a number.
  @inlinable public mutating func digits(_ value: UInt) {
    if value >= 1000 { return longDigits(value) }
    let zero = UInt8(ascii: "0")
    if value >= 100 { byte(zero &+ UInt8(truncatingIfNeeded: value / 100)) }
    if value >= 10 { byte(zero &+ UInt8(truncatingIfNeeded: value / 10 % 10)) }
    byte(zero &+ UInt8(truncatingIfNeeded: value % 10))
  }

  @usableFromInline mutating func longDigits(_ value: UInt) {
    digits(value / 1000)
    let zero = UInt8(ascii: "0")
    let rest = value % 1000
    byte(zero &+ UInt8(truncatingIfNeeded: rest / 100))
    byte(zero &+ UInt8(truncatingIfNeeded: rest / 10 % 10))
    byte(zero &+ UInt8(truncatingIfNeeded: rest % 10))
  }
}

/// Lets the standard library write the digits of a double to memory with room for 32 bytes.
private struct ASCIISink: TextOutputStream {
  var end: UnsafeMutablePointer<UInt8>

  mutating func write(_ string: String) {
    for byte in string.utf8.prefix(32) {
      end.pointee = byte
      end += 1
    }
  }

  /// What the library calls where it has ASCII at hand.
  mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard let start = buffer.baseAddress else { return }
    let length = min(buffer.count, 32)
    end.update(from: start, count: length)
    end += length
  }
}
