internal import Markup

/// The bytes of a note as cmark gets them, and where their lines begin.
struct NoteSource {
  /// The bytes of a note that are shown: 1 MB.
  static let limit = 1_000_000

  /// Valid UTF-8 without a byte order mark and without NUL, which cmark would replace and thereby shift columns; what would
  /// turn the direction of text is its code.
  let bytes: [UInt8]
  /// The size of the whole note in bytes.
  let fullSize: Int
  let isCut: Bool
  /// Whether any two tildes stand side by side, and so something may be struck through.
  let hasDoubleTildes: Bool
  /// Whether `bytes` holds escaped tildes in the form of `EscapedTildes`.
  let hasEscapedTildes: Bool

  init(_ markdown: String, limit: Int) {
    var markdown = markdown
    var kept = markdown.withUTF8 { utf8 in
      Array(utf8[..<NoteSource.end(of: utf8, limit: limit)])
    }
    fullSize = markdown.utf8.count
    isCut = kept.count < fullSize
    if kept.starts(with: [0xEF, 0xBB, 0xBF]) { kept.removeFirst(3) }
    if kept.contains(0) { kept = NoteSource.replacingNULs(kept) }
    kept = DirectionControl.shown(kept)

    hasDoubleTildes = kept.hasPair(UInt8(ascii: "~"), UInt8(ascii: "~"))
    hasEscapedTildes = hasDoubleTildes && kept.hasPair(UInt8(ascii: "\\"), UInt8(ascii: "~"))
    bytes = hasEscapedTildes ? EscapedTildes.hide(kept) : kept
  }

  /// Where the lines begin, counted by cmark's rule: a line ends with LF, CR or CR LF.
  func lineStarts() -> [Int] {
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D {
      if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
      starts.append(index + 1)
    }
    return starts
  }

  /// Appends a piece of the note, escaped.
  func write(_ piece: UnsafeBufferPointer<UInt8>, as kind: EscapedTildes.Kind, to markup: inout MarkupWriter) {
    guard hasEscapedTildes else { return markup.text(utf8: piece) }
    EscapedTildes.show(piece, as: kind).withUnsafeBufferPointer { markup.text(utf8: $0) }
  }

  /// Where to cut: before a line if one begins in the last tenth, else between two characters.
  private static func end(of utf8: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    guard utf8.count > limit else { return utf8.count }
    if let newline = utf8[(limit - limit / 10)..<limit].lastIndex(of: 0x0A) { return newline + 1 }
    var end = limit
    while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func replacingNULs(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0 { result.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { result.append(byte) }
    }
    return result
  }
}

extension [UInt8] {
  /// Whether two bytes stand side by side.
  func hasPair(_ first: UInt8, _ second: UInt8) -> Bool {
    withUnsafeBufferPointer { bytes in
      var from = 0
      while let index = bytes[from...].firstIndex(of: second) {
        if index > 0, bytes[index - 1] == first { return true }
        from = index + 1
      }
      return false
    }
  }
}
