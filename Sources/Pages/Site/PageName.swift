/// Names for files and folders of the site that every file system takes.
enum PageName {
  /// A slug of a name and a hash of an identity: `digits-mlp-3fa9c1`.
  ///
  /// The slug is for people, the hash keeps apart what the slug makes equal: names equal but for case,
  /// for accents, or for what a file system refuses.
  static func slug(_ name: String, identity: String) -> String {
    let slug = slugText(name, limit: 40)
    let hash = hexHash(identity, digits: 8)
    return slug.isEmpty ? hash : slug + "-" + hash
  }

  /// Letters, digits and single hyphens, lower case, at most `limit` bytes.
  static func slugText(_ name: String, limit: Int) -> String {
    var slug: [UInt8] = []
    var needsHyphen = false
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if needsHyphen && !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
        needsHyphen = false
        let isCapital = byte < UInt8(ascii: "a") && byte > UInt8(ascii: "9")
        slug.append(isCapital ? byte | 0x20 : byte)
      default: needsHyphen = true
      }
      if slug.count >= limit { break }
    }
    return String(decoding: slug, as: UTF8.self)
  }

  /// A file's path with every part made safe; the same for the same path, whatever else is there.
  static func filePath(_ path: String) -> String {
    path.split(separator: "/").map { filePart(String($0)) }.joined(separator: "/")
  }

  /// A part that is plain already stays as it is; any other gets a slug and a hash.
  private static func filePart(_ part: String) -> String {
    let isPlain =
      part.utf8.count <= 80 && !part.hasPrefix(".") && !part.hasPrefix("-") && !part.hasSuffix(".")
      && part.utf8.allSatisfy(isPlainByte) && !isReserved(part)
    if isPlain { return part }
    let dot = part.lastIndex(of: ".")
    let ending = dot.map { part[part.index(after: $0)...] } ?? ""
    let keepsEnding =
      dot != part.startIndex && (1...8).contains(ending.utf8.count)
      && ending.utf8.allSatisfy { isPlainByte($0) && $0 != UInt8(ascii: ".") }
    let stem = keepsEnding ? String(part[..<(dot ?? part.endIndex)]) : part
    return slug(stem, identity: part) + (keepsEnding ? "." + ending : "")
  }

  private static func isPlainByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Names Windows keeps for devices, with any ending.
  private static func isReserved(_ part: String) -> Bool {
    let stem = part.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.utf8.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt")) && stem.last?.isNumber == true
  }

  /// FNV-1a, 64 bits: the same on every machine and in every process, unlike `Hasher`.
  static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// Its last digits; at most 16.
  static func hexHash(_ text: String, digits: Int) -> String {
    let hash = hash(text)
    return String(unsafeUninitializedCapacity: digits) { buffer in
      for place in 0..<digits {
        let digit = UInt8(truncatingIfNeeded: hash >> UInt64(4 * (digits - 1 - place)) & 15)
        buffer[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
      }
      return digits
    }
  }
}
