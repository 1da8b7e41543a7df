internal import Glibc

/// Encodings of East Asia in one and two bytes, as the C library reads them.
///
/// Where the C library lacks the tables (they are files of the system), nothing but ASCII can be read; `ForeignText`
/// does not choose such an encoding.
final class LegacyDecoder {
  private(set) var invalidCount = 0
  private let converter: iconv_t?
  /// The first bytes of a character whose others have not come yet.
  private var pending: [UInt8] = []
  /// Leaves out of UTF-8 what no page may hold.
  private var filter = UTF8Decoder()

  /// - Parameter name: what `iconv` calls the encoding.
  init(_ name: String) {
    let opened = iconv_open("UTF-8", name)
    converter = opened == iconv_t(bitPattern: -1) ? nil : opened
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// Whether the C library knows an encoding.
  static func isKnown(_ name: String) -> Bool { LegacyDecoder(name).converter != nil }

  func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    var input = pending
    pending = []
    bytes.withUnsafeBufferPointer { input += $0 }
    var start = 0
    while start < input.count {
      switch convert(&input, from: &start, into: &text) {
      case E2BIG: break
      case EINVAL:
        pending = Array(input[start...])
        return
      case 0: return
      default:
        fail(into: &text)
        start += 1
      }
    }
  }

  func finish(into text: inout [UInt8]) {
    if !pending.isEmpty { fail(into: &text) }
    pending = []
  }

  /// Converts as much as goes at once, and moves `start` behind it; why it ended, or 0.
  private func convert(_ input: inout [UInt8], from start: inout Int, into text: inout [UInt8]) -> Int32 {
    guard let converter else { return EILSEQ }
    let output = [UInt8](unsafeUninitializedCapacity: 16_384) { room, count in
      count = 0
      input.withUnsafeMutableBytes { input in
        var source = input.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
        var target = UnsafeMutableRawPointer(room.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var (left, free) = (input.count - start, room.count)
        errno = 0
        _ = iconv(converter, &source, &left, &target, &free)
        start = input.count - left
        count = room.count - free
      }
    }
    let reason = errno
    filter.decode(output.span, into: &text)
    return start < input.count ? reason : 0
  }

  private func fail(into text: inout [UInt8]) {
    invalidCount += 1
    text.appendReplacement()
  }
}
