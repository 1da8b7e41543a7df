/// What a `Range` header asks for (RFC 9110, 14).
enum ByteRange: Equatable {
  /// All of it: none is asked for, or what is asked for is no range of bytes, or several.
  case whole
  case part(Range<Int64>)
  /// None of what is asked for is there.
  case unsatisfiable

  /// - Parameters:
  ///   - header: the value of `Range`; nil where there is none.
  ///   - size: of the file, in bytes.
  init(_ header: String?, size: Int64) {
    guard let header, header.lowercased().hasPrefix("bytes=") else {
      self = .whole
      return
    }
    let text = ByteRange.trimmed(header.dropFirst("bytes=".count))
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(ByteRange.trimmed)
    // A list of ranges may be answered with all.
    guard !text.contains(","), ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { $0 &- 0x30 < 10 } }) else {
      self = .whole
      return
    }
    // A number too large for 64 bits is behind every end.
    let (first, last) = (ByteRange.number(ends[0]), ByteRange.number(ends[1]))
    switch (first, last) {
    case (nil, nil): self = .whole
    case (nil, let count?): self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
    case (let start?, let last):
      if let last, last < start {
        self = .whole
      } else {
        let end = last.map { $0 < size ? $0 + 1 : size } ?? size
        self = start < size ? .part(start..<end) : .unsatisfiable
      }
    }
  }

  private static func number(_ digits: Substring) -> Int64? {
    digits.isEmpty ? nil : Int64(digits) ?? .max
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
