public import Fingerprints

/// Masks what looks like a secret: in texts, and in streams of bytes (`MaskingStream`).
public final class Masker: Sendable {
  /// Stands for all that decides what is masked.
  public let fingerprint: Fingerprint
  let scanner: SecretScanner
  private let patterns: [AddedPattern]

  /// Shorter texts hold no secret that tells itself.
  private static let shortest = 8

  public init(_ choice: MaskingChoice = MaskingChoice()) {
    fingerprint = choice.fingerprint
    scanner = SecretScanner(off: choice.off)
    patterns = choice.added.compactMap(AddedPattern.init)
    off = choice.off
  }

  private let off: Set<SecretKind>

  /// The text with its secrets masked.
  public func masked(_ text: String, _ counts: inout MaskCounts) -> String {
    guard text.utf8.count >= Masker.shortest || !patterns.isEmpty else { return text }
    var text = text
    let masked = text.withUTF8 { bytes in self.masked(bytes.span, &counts) }
    return masked.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// The value with its secrets masked; as a whole if its name says that it is one.
  public func masked(_ value: String, named name: String, _ counts: inout MaskCounts) -> String {
    if let kind = kind(of: value, named: name) {
      counts.add(kind.name)
      return "[masked: \(kind.name)]"
    }
    return masked(value, &counts)
  }

  /// Whether anything in the text would be masked.
  public func holdsSecret(_ text: String) -> Bool {
    var counts = MaskCounts()
    _ = masked(text, &counts)
    return !counts.isEmpty
  }

  /// Whether one of the built-in rules finds anything in the text.
  public func holdsKnownSecret(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { !scanner.findings(in: $0.span).isEmpty }
  }

  /// What a value is whose name says that it is a secret; nil if it is none.
  private func kind(of value: String, named name: String) -> SecretKind? {
    guard name.utf8.count >= 3, value.utf8.count >= 1 else { return nil }
    var name = name
    var value = value
    return name.withUTF8 { name in
      guard let secretName = SecretName(name.span) else { return nil }
      return value.withUTF8 { value in
        guard SecretValue(name: secretName, form: .quoted).isSecret(value.span) else { return nil }
        let kind = scanner.kind(ofValue: value.span, named: name.span, secretName)
        return off.contains(kind) ? nil : kind
      }
    }
  }

  /// The bytes with their secrets masked; nil if there are none.
  private func masked(_ bytes: Span<UInt8>, _ counts: inout MaskCounts) -> [UInt8]? {
    var key: PrivateKey?
    let masks = masks(in: bytes, key: &key)
    guard !masks.isEmpty else { return nil }
    for mask in masks where mask.isCounted { counts.add(mask.name) }
    var masked: [UInt8] = []
    masked.reserveCapacity(bytes.count + 32 * masks.count)
    var place = 0
    for mask in masks {
      masked.append(bytes, place..<mask.range.lowerBound)
      masked += mask.replacement
      place = mask.range.upperBound
    }
    masked.append(bytes, place..<bytes.count)
    return masked
  }

  /// Everything to be masked, in order.
  ///
  /// - Parameters:
  ///   - key: a private key that began before these bytes, or goes on behind them.
  ///   - isText: whether a page may show them as a terminal would, without colours and zero bytes.
  func masks(in bytes: Span<UInt8>, key: inout PrivateKey?, isText: Bool = true) -> [Mask] {
    var suspects: [Int] = []
    var masks = masksAsWritten(in: bytes, key: &key, suspects: &suspects)
    if isText, !suspects.isEmpty { masks = Mask.joined(masks + masksAsShown(in: bytes, near: suspects)) }
    for place in masks.indices { masks[place].colours = ShownText.colours(in: bytes.extracting(masks[place].range)) }
    return masks
  }

  /// What is only found once what a page does not show is left out, in the lines of some places.
  private func masksAsShown(in bytes: Span<UInt8>, near places: [Int]) -> [Mask] {
    var masks: [Mask] = []
    var lineEnd = 0
    for place in places where place >= lineEnd {
      var start = place
      while start > lineEnd, bytes[start - 1] != 0x0A { start -= 1 }
      lineEnd = place
      while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
      guard let shown = ShownText(bytes.extracting(start..<lineEnd)) else { continue }
      var found = scanner.findings(in: shown.bytes.span).map { Mask(range: $0.range, name: $0.kind.name) }
      for pattern in patterns {
        found += pattern.ranges(in: shown.bytes.span).map { Mask(range: $0, name: pattern.name) }
      }
      for mask in found where !mask.range.isEmpty {
        let range = shown.source(of: mask.range)
        masks.append(Mask(range: start + range.lowerBound..<start + range.upperBound, name: mask.name))
      }
    }
    return masks
  }

  private func masksAsWritten(in bytes: Span<UInt8>, key: inout PrivateKey?, suspects: inout [Int]) -> [Mask] {
    var masks: [Mask] = []
    var place = 0
    if key != nil { place = maskLines(in: bytes, from: 0, of: &key, into: &masks) }
    let findings = scanner.findings(in: bytes, suspects: &suspects)
    for finding in findings where finding.range.lowerBound >= place {
      masks.append(Mask(range: finding.range, name: finding.kind.name))
      place = finding.range.upperBound
      if finding.kind == .privateKey, PrivateKey.goesOn(bytes, finding.range) {
        key = PrivateKey()
        while place < bytes.count, bytes[place] != 0x0A { place += 1 }
        place = maskLines(in: bytes, from: min(place + 1, bytes.count), of: &key, into: &masks)
      }
    }
    guard !patterns.isEmpty else { return masks }
    for pattern in patterns {
      masks += pattern.ranges(in: bytes).map { Mask(range: $0, name: pattern.name) }
    }
    return Mask.joined(masks)
  }

  /// Masks the further lines of a private key.
  ///
  /// - Returns: where what is no part of it begins.
  private func maskLines(
    in bytes: Span<UInt8>, from start: Int, of key: inout PrivateKey?, into masks: inout [Mask]
  ) -> Int {
    var place = start
    while place < bytes.count {
      var end = place
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      var isLast = false
      let range = nextLine(of: &key, bytes, place..<end, isLast: &isLast)
      if let range, !range.isEmpty {
        masks.append(Mask(range: range, name: SecretKind.privateKey.name, isCounted: false))
      }
      if isLast {
        key = nil
        return range?.upperBound ?? place
      }
      while end < bytes.count, bytes[end] == 0x0D { end += 1 }
      place = end < bytes.count && bytes[end] == 0x0A ? end + 1 : end
    }
    return place
  }
}

extension Masker {
  /// What of a line belongs to a private key, which may have a colour on each line.
  private func nextLine(
    of key: inout PrivateKey?, _ bytes: Span<UInt8>, _ line: Range<Int>, isLast: inout Bool
  ) -> Range<Int>? {
    guard let shown = ShownText(bytes.extracting(line)) else { return key?.nextLine(bytes, line, isLast: &isLast) }
    let found = key?.nextLine(shown.bytes.span, 0..<shown.bytes.count, isLast: &isLast)
    return found.map { range in
      let place = shown.source(of: range)
      return range.isEmpty
        ? line.lowerBound..<line.lowerBound : line.lowerBound + place.lowerBound..<line.lowerBound + place.upperBound
    }
  }
}

extension Array<UInt8> {
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    bytes.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
