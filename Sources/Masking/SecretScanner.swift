/// Finds the secrets of the built-in rules.
///
/// The first look is at pairs of bytes in a table (`AnchorTable`), eight bytes a step; text without an anchor costs no
/// more than that.
struct SecretScanner {
  private static let table = AnchorTable(Anchor.all)
  private let table = SecretScanner.table
  private let anchors = Anchor.all
  private let tokens = TokenRule.all
  private let off: Set<SecretKind>

  init(off: Set<SecretKind> = []) {
    self.off = off
  }

  /// Finds the secrets in some bytes, in order; they do not overlap.
  ///
  /// A private key that goes on in further lines is found up to the end of its first line.
  ///
  /// - Parameter suspects: gets places near which there may be more once what a page does not show is left out: where a
  ///   word is torn apart, and where the name of a secret has no value at once.
  func findings(in bytes: Span<UInt8>, suspects: inout [Int]) -> [Finding] {
    var findings: [Finding] = []
    var place = 0
    while let (found, next) = next(in: bytes, from: place, &suspects) {
      place = next
      if let found, found.range.lowerBound >= (findings.last?.range.upperBound ?? 0) {
        findings.append(found)
        place = max(place, found.range.upperBound)
      }
    }
    return findings
  }

  /// The same in what has nothing hidden in it.
  func findings(in bytes: Span<UInt8>) -> [Finding] {
    var suspects: [Int] = []
    return findings(in: bytes, suspects: &suspects)
  }

  /// The next place with an anchor, what was found there, and where to go on; nil at the end.
  private func next(
    in bytes: Span<UInt8>, from start: Int, _ suspects: inout [Int]
  ) -> (Finding?, next: Int)? {
    let table = table
    let starts = table.starts.span
    let entries = table.entries.span
    var place = start
    while let candidate = candidate(in: bytes, from: place) {
      place = candidate.place + 2
      if candidate.list == table.hiddenList {
        if ShownText.tears(bytes, at: candidate.place) { suspects.append(candidate.place) }
        continue
      }
      for index in starts[Int(candidate.list)]..<starts[Int(candidate.list) + 1] {
        let entry = entries[index]
        let beginning = candidate.place - entry.distance
        guard beginning >= 0, SecretScanner.mayBegin(entry, at: beginning, in: bytes) else { continue }
        let anchor = anchors[entry.anchor]
        guard bytes.has(anchor.text, at: beginning, ignoringCase: anchor.ignoresCase) else { continue }
        let range = beginning..<beginning + anchor.text.count
        if let found = detect(anchor.detector, range, in: bytes), !off.contains(found.kind) { return (found, place) }
        if anchor.detector.names { suspects.append(beginning) }
      }
    }
    return nil
  }

  @inline(__always)
  private static func mayBegin(_ entry: AnchorTable.Entry, at place: Int, in bytes: Span<UInt8>) -> Bool {
    guard place + 4 <= bytes.count else { return true }
    return entry.mayBegin(UInt32(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)))
  }

  /// The first place from `start` on, in steps of two, where the table has something.
  private func candidate(in bytes: Span<UInt8>, from start: Int) -> (place: Int, list: UInt8)? {
    table.listNumbers.withUnsafeBufferPointer { table in
      bytes.withUnsafeBytes { bytes in
        guard let lists = table.baseAddress else { return nil }
        var place = start
        while place + 8 < bytes.count {
          let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          let first = lists[Int(word & 0xFFFF)] | lists[Int(word >> 16 & 0xFFFF)]
          let second = lists[Int(word >> 32 & 0xFFFF)] | lists[Int(word >> 48)]
          if first | second != 0 { break }
          place += 8
        }
        while place + 1 < bytes.count {
          let list = lists[Int(bytes[place]) | Int(bytes[place + 1]) << 8]
          if list != 0 { return (place, list) }
          place += 2
        }
        return nil
      }
    }
  }

  private func detect(_ detector: Anchor.Detector, _ anchor: Range<Int>, in bytes: Span<UInt8>) -> Finding? {
    switch detector {
    case .token(let number): finding(tokens[number].kind, tokens[number].match(bytes, at: anchor.lowerBound))
    case .assignment: assignment(anchor, in: bytes)
    case .urlSignature: finding(.urlSignature, Detection.signature(bytes, anchor))
    case .authorization: finding(.authorization, Detection.authorization(bytes, anchor))
    case .bearer: finding(.authorization, Detection.bearer(bytes, anchor))
    case .url: finding(.urlPassword, Detection.urlPassword(bytes, anchor))
    case .jwt: finding(.jwt, Detection.jwt(bytes, anchor))
    case .privateKey: finding(.privateKey, PrivateKey.firstLine(bytes, anchor))
    case .telegram: finding(.serviceToken, Detection.telegram(bytes, anchor))
    case .webhook: finding(.serviceToken, Detection.webhook(bytes, anchor))
    case .azureClientSecret: finding(.azureKey, Detection.azureClientSecret(bytes, anchor))
    case .login: finding(.wandbKey, Detection.login(bytes, anchor))
    case .encodedKey: finding(.privateKey, EncodedSecret.key(bytes, anchor))
    case .encodedLogin: finding(.password, EncodedSecret.login(bytes, anchor))
    case .encodedToken:
      EncodedSecret.token(bytes, anchor, among: tokens).map { Finding(range: $0.range, kind: $0.kind) }
    }
  }

  private func finding(_ kind: SecretKind, _ range: Range<Int>?) -> Finding? {
    range.map { Finding(range: $0, kind: kind) }
  }

  private func assignment(_ keyword: Range<Int>, in bytes: Span<UInt8>) -> Finding? {
    guard let found = Assignment(bytes, keyword: keyword) else { return nil }
    return Finding(
      range: found.value,
      kind: kind(ofValue: bytes.extracting(found.value), named: bytes.extracting(found.name), found.secretName))
  }

  /// What a value was: the token it tells to be, else what its name says.
  func kind(ofValue value: Span<UInt8>, named name: Span<UInt8>, _ secretName: SecretName) -> SecretKind {
    for rule in tokens where rule.match(value, at: 0)?.upperBound == value.count { return rule.kind }
    return secretName.kind(name)
  }
}
