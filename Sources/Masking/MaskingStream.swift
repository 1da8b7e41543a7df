/// Masks a file that comes in pieces, without holding more of it than a line.
///
/// What it gives ends with a line, so that no secret is cut, but for a line longer than `lineLimit`: that is cut where
/// nothing to be masked stands. Pieces stay about as large as they come. Text in UTF-16 is looked at and masked as such.
public struct MaskingStream {
  /// Of longer lines the beginning is given.
  private static let lineLimit = 1 << 15
  /// How much of such a line is kept to be looked at with what follows: more than the longest secret.
  private static let overlap = 1 << 14
  /// How far before a secret the name that tells it may begin.
  private static let context = 512

  /// How much before and behind a part of a text is looked at with it, so that what stands at its ends is found.
  public static let reach = lineLimit

  private let masker: Masker
  private let sparesBinary: Bool
  private let looksOnly: Bool
  private var held: [UInt8] = []
  private var key: PrivateKey?
  private var form: TextForm?
  public private(set) var counts = MaskCounts()

  /// - Parameters:
  ///   - sparesBinary: whether what is no text is given as it is: it would no longer be what it was.
  ///   - looksOnly: whether only `counts` are asked for, and nothing is given.
  public init(_ masker: Masker, sparesBinary: Bool = false, looksOnly: Bool = false) {
    self.masker = masker
    self.sparesBinary = sparesBinary
    self.looksOnly = looksOnly
  }

  /// A look at bytes from the midst of a text whose beginning `isNarrow`, as at all of it.
  public init(lookingAmid masker: Masker) {
    self.init(masker, looksOnly: true)
    form = .narrow
  }

  /// Whether the beginning of the file is no text; known after the first piece.
  public var isBinary: Bool { form == .binary }

  /// Whether the beginning of the file is text with a byte for each character of ASCII; known after the first piece.
  public var isNarrow: Bool { form == .narrow }

  /// Takes the next piece.
  ///
  /// - Returns: what of the file can be given on; may be empty.
  public mutating func take(_ piece: Span<UInt8>) -> [UInt8] {
    if form == nil, piece.count > 0 { form = TextForm(piece) }
    held.append(piece, 0..<piece.count)
    return give(all: false)
  }

  /// What is left at the end of the file.
  public mutating func finish() -> [UInt8] { give(all: true) }

  private mutating func give(all: Bool) -> [UInt8] {
    switch form ?? .narrow {
    case .narrow, .binary:
      let end = all ? held.count : MaskingStream.lineEnd(held.span)
      guard end > 0 || all || held.count > MaskingStream.lineLimit else { return [] }
      let isBinary = form == .binary
      var key = key
      let (masks, cut) = MaskingStream.masks(masker, held.span, lineEnd: end, all: all, key: &key, isText: !isBinary)
      self.key = key
      for mask in masks where mask.isCounted && (!isBinary || MaskingStream.isNoChance(mask, in: held.span)) {
        counts.add(mask.name)
      }
      return give(isBinary && sparesBinary ? [] : masks, upTo: cut) { $0.replacement }
    case .wide(let lowFirst):
      let narrow = MaskingStream.narrowed(held.span, lowFirst: lowFirst)
      let end = all ? narrow.count : MaskingStream.lineEnd(narrow.span)
      guard all || end > 0 || held.count > MaskingStream.lineLimit else { return [] }
      let (masks, cut) = MaskingStream.masks(masker, narrow.span, lineEnd: end, all: all, key: &key)
      for mask in masks where mask.isCounted { counts.add(mask.name) }
      let last = all ? held.count : 2 * cut
      let wide = masks.map { mask in
        var mask = mask
        mask.range = 2 * mask.range.lowerBound..<2 * mask.range.upperBound
        return mask
      }
      let others = narrowMasks(upTo: last, beside: wide)
      return give(Mask.joined(wide + others), upTo: last) { mask in
        guard others.contains(where: { $0.range == mask.range }) else {
          return mask.replacement.flatMap { lowFirst ? [$0, 0] : [0, $0] }
        }
        // What follows stays at even places.
        return mask.replacement + ((mask.replacement.count - mask.range.count) % 2 == 0 ? [] : [0x20])
      }
    }
  }

  /// What is masked, and up to where it is safe to give.
  private static func masks(
    _ masker: Masker, _ bytes: Span<UInt8>, lineEnd: Int, all: Bool, key: inout PrivateKey?,
    isText: Bool = true
  ) -> ([Mask], cut: Int) {
    if all || bytes.count - lineEnd <= lineLimit {
      return (masker.masks(in: bytes.extracting(0..<lineEnd), key: &key, isText: isText), lineEnd)
    }
    // A long line: the masks of all that is there show where it can be cut.
    var later = key
    let masks = masker.masks(in: bytes, key: &later, isText: isText)
    var cut = bytes.count - overlap
    for mask in masks where mask.range.upperBound > cut && mask.range.lowerBound < cut + context {
      cut = mask.range.upperBound
    }
    guard key == nil, !masks.contains(where: { $0.name == SecretKind.privateKey.name }) else {
      // How a private key goes on is known at the cut only.
      return (masker.masks(in: bytes.extracting(0..<cut), key: &key, isText: isText), cut)
    }
    return (masks.filter { $0.range.upperBound <= cut }, cut)
  }

  /// What another program appended to a file of UTF-16 in bytes: no page shows it, but the copy holds it.
  private mutating func narrowMasks(upTo cut: Int, beside masks: [Mask]) -> [Mask] {
    var key: PrivateKey?
    let found = masker.masks(in: held.span.extracting(0..<cut), key: &key, isText: false)
    let others = found.filter { mask in !masks.contains { $0.range.overlaps(mask.range) } }
    for mask in others where mask.isCounted { counts.add(mask.name) }
    return others
  }

  private mutating func give(
    _ masks: [Mask], upTo cut: Int, _ replacement: (Mask) -> [UInt8]
  ) -> [UInt8] {
    if looksOnly {
      held.removeFirst(cut)
      return []
    }
    var given: [UInt8] = []
    given.reserveCapacity(cut + 64 * masks.count)
    var place = 0
    for mask in masks {
      given.append(held.span, place..<mask.range.lowerBound)
      given += replacement(mask)
      place = mask.range.upperBound
    }
    given.append(held.span, place..<cut)
    held.removeFirst(cut)
    return given
  }

  /// Behind the last line feed, or 0.
  private static func lineEnd(_ bytes: Span<UInt8>) -> Int {
    var end = bytes.count
    while end > 0, bytes[end - 1] != 0x0A { end -= 1 }
    return end
  }

  /// Whether what was found in a binary file is more than bytes that happen to look like it: it tells itself by how it
  /// begins, or what stands around it is text, too.
  private static func isNoChance(_ mask: Mask, in bytes: Span<UInt8>) -> Bool {
    guard let kind = SecretKind(rawValue: mask.name), weak.contains(kind) else { return true }
    let near = max(0, mask.range.lowerBound - 8)..<min(bytes.count, mask.range.upperBound + 1)
    return near.allSatisfy { (0x20..<0x7F).contains(bytes[$0]) || (0x09...0x0D).contains(bytes[$0]) }
  }

  /// Told by little more than a word.
  private static let weak: Set<SecretKind> = [.password, .secret, .urlPassword, .mailAddress]

  /// A byte for each unit of UTF-16, those beyond ASCII made one that no secret has.
  private static func narrowed(_ bytes: Span<UInt8>, lowFirst: Bool) -> [UInt8] {
    var narrow: [UInt8] = []
    narrow.reserveCapacity(bytes.count / 2)
    for pair in 0..<bytes.count / 2 {
      let low = bytes[2 * pair + (lowFirst ? 0 : 1)]
      let high = bytes[2 * pair + (lowFirst ? 1 : 0)]
      narrow.append(high == 0 ? low : 0xFF)
    }
    return narrow
  }
}
