/// Names of files and folders made of names people give.
enum SafeName {
  /// The name itself where it can be one of a folder, else what can of it and a hash of the whole.
  ///
  /// Slashes, control characters, what Windows refuses and a dot in front are replaced; two names that come out the
  /// same keep apart by the hash.
  static func of(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8.prefix(120) {
      let isRefused = byte < 0x20 || byte == 0x7F || "/\\:*?\"<>|".utf8.contains(byte)
      bytes.append(isRefused || (bytes.isEmpty && byte == UInt8(ascii: ".")) ? UInt8(ascii: "_") : byte)
    }
    // A character that the limit cut is left out.
    while String(validating: bytes, as: UTF8.self) == nil { bytes.removeLast() }
    while let last = bytes.last, last == 0x20 || last == UInt8(ascii: ".") { bytes.removeLast() }
    let safe = String(decoding: bytes, as: UTF8.self)
    return safe == name ? name : (safe.isEmpty ? "" : safe + "-") + hash(name)
  }

  /// FNV-1a, 64 bits, in hexadecimal.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
