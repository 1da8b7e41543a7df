/// Judges whether what something called password or token is set to is one.
///
/// What is written for a program to read (`password=args.password`), for a person to fill in (`<your token>`) or says
/// that there is none is no secret.
struct SecretValue {
  /// How a value stands beside its name.
  enum Form {
    /// In quotes, or a whole value by itself.
    case quoted
    /// Behind `=` or `:`.
    case bare
    /// As in the environment: `DB_PASSWORD=value`.
    case environment
    /// Behind a blank, as an argument.
    case blank
  }

  let name: SecretName
  let form: Form

  func isSecret(_ value: Span<UInt8>) -> Bool {
    guard !SecretValue.isPlaceholder(value) else { return false }
    let classes = value.classes(0..<value.count)
    switch name {
    case .mailAddress:
      return value.count >= 5 && (1..<value.count - 1).contains { value[$0] == UInt8(ascii: "@") }
    case .password: return isPassword(value, classes)
    case .secret: return isToken(value, classes) || form == .quoted && isWord(value)
    case .token: return isToken(value, classes)
    case .authorization:
      return value.count >= 8 && (classes.contains(.digit) || classes.isSuperset(of: [.lower, .upper]))
    }
  }

  private func isPassword(_ value: Span<UInt8>, _ classes: ByteClass) -> Bool {
    // `PWD` is also a folder.
    if value[0] == UInt8(ascii: "/") || value[0] == UInt8(ascii: "~") || value[0] == UInt8(ascii: ".") {
      return form == .quoted && value.count > 5 && !SecretValue.isPath(value)
    }
    let hasBlank = value.has(anyOf: " ")
    let isMixed = classes.contains(.digit) || value.has(anyOf: "!@#$%^*+~?&=")
    switch form {
    case .quoted: return !hasBlank || isMixed && value.count < 80
    case .environment: return value.count >= 4 && !SecretValue.isCode(value)
    case .bare: return value.count >= 4 && isMixed && !SecretValue.isCode(value) && !SecretValue.isNumber(value)
    case .blank: return value.count >= 6 && classes.isSuperset(of: [.digit, .lower]) && !SecretValue.isCode(value)
    }
  }

  private func isToken(_ value: Span<UInt8>, _ classes: ByteClass) -> Bool {
    let letters = classes.intersection([.lower, .upper])
    let isCode = form != .quoted && SecretValue.isCode(value)
    guard classes.contains(.digit), !letters.isEmpty, !SecretValue.isPath(value), !isCode else {
      return form == .environment && value.count >= 20 && letters == [.lower, .upper]
        && value.run(.token, from: 0) == value.count && !SecretValue.isPath(value)
    }
    if value.run(.token, from: 0) < value.count {
      // With marks that no token has it is a sentence, or a password.
      return form != .blank && form != .bare && value.count >= 10 && !value.has(anyOf: " <>[](){}|")
    }
    let least = name == .token && (form == .bare || form == .blank) ? 16 : 10
    guard value.count >= least else { return false }
    return SecretValue.variety(value) >= 7
  }

  /// Whether a secret without a digit may be meant: letters only, since joined words name things.
  private func isWord(_ value: Span<UInt8>) -> Bool {
    value.count >= 8 && value.run(.alphanumeric, from: 0) == value.count
  }

  /// How many different bytes there are.
  private static func variety(_ value: Span<UInt8>) -> Int {
    var seen: (UInt64, UInt64) = (0, 0)
    for index in 0..<value.count {
      let byte = value[index] & 0x7F
      if byte < 64 { seen.0 |= 1 << UInt64(byte) } else { seen.1 |= 1 << UInt64(byte - 64) }
    }
    return seen.0.nonzeroBitCount + seen.1.nonzeroBitCount
  }

  // MARK: What is no secret

  private static let words: Set<String> = [
    "none", "null", "nil", "true", "false", "undefined", "redacted", "hidden", "required", "optional", "string", "str",
    "nan", "empty", "no", "yes", "n/a", "password", "passwd", "secret", "token", "your", "bytes", "text", "unset",
    "default", "not set", "missing", "masked",
  ]

  static func isPlaceholder(_ value: Span<UInt8>) -> Bool {
    guard value.count > 0 else { return true }
    if value.has(masked, at: 0) { return true }
    if variety(value) == 1, value.count < 3 || !ByteClass.alphanumeric.holds(value[0]) || value[0] | 0x20 == 0x78 {
      return true
    }
    switch value[0] {
    case UInt8(ascii: "$"): return value.count > 1 && (ByteClass.name.holds(value[1]) || "{(".utf8.contains(value[1]))
    case UInt8(ascii: "<"): return value[value.count - 1] == UInt8(ascii: ">")
    case UInt8(ascii: "{"): return true
    case UInt8(ascii: "["): return value[value.count - 1] == UInt8(ascii: "]")
    case UInt8(ascii: "%"): return value.count < 4 || value[1] == UInt8(ascii: "(")
    default: break
    }
    guard value.count <= 12 else { return false }
    var word: [UInt8] = []
    for index in 0..<value.count {
      word.append(ByteClass.upper.holds(value[index]) ? value[index] | 0x20 : value[index])
    }
    return words.contains(String(decoding: word, as: UTF8.self))
  }

  private static let masked = Array("[masked".utf8)

  /// `args.password`, `os.environ["X"]`, `getpass()`, `PASSWORD`.
  private static func isCode(_ value: Span<UInt8>) -> Bool {
    if value.has(anyOf: "([") { return true }
    let classes = value.classes(0..<value.count)
    if classes.isSubset(of: [.upper, .underscore]) { return true }
    guard classes.isSubset(of: [.name, .dot, .hexLetter]), !ByteClass.digit.holds(value[0]) else { return false }
    let digits = (0..<value.count).count { ByteClass.digit.holds(value[$0]) }
    if value.has(anyOf: ".") { return digits < 6 && value.count < 40 }
    // `session_token_2`: words in one case, joined.
    return value.has(anyOf: "_") && digits < 4 && !classes.isSuperset(of: [.lower, .upper])
  }

  private static func isNumber(_ value: Span<UInt8>) -> Bool {
    var text = ""
    for index in 0..<min(value.count, 40) { text.unicodeScalars.append(Unicode.Scalar(value[index])) }
    return Double(text) != nil
  }

  /// A path, an address, or the name of a file.
  private static func isPath(_ value: Span<UInt8>) -> Bool {
    // Base64 has slashes, too.
    let classes = value.classes(0..<value.count)
    if value.count >= 32, classes.isSuperset(of: [.lower, .upper, .digit]), !classes.contains(.dot) { return false }
    if value[0] == UInt8(ascii: "/") || value[0] == UInt8(ascii: ".") || value[0] == UInt8(ascii: "~") {
      var slashes = 0
      for index in 0..<value.count where value[index] == UInt8(ascii: "/") { slashes += 1 }
      return slashes > 1 && value.has(anyOf: "+=") == false || value[0] != UInt8(ascii: "/")
    }
    if value.holds(Array("://".utf8)) { return true }
    var dot = value.count - 1
    while dot > 0, value.count - dot < 7, ByteClass.lower.holds(value[dot]) { dot -= 1 }
    return dot > 0 && value[dot] == UInt8(ascii: ".") && (3...6).contains(value.count - dot)
  }
}

extension Span<UInt8> {
  /// Whether any of some ASCII characters is there.
  func has(anyOf characters: StaticString) -> Bool {
    characters.withUTF8Buffer { wanted in
      for index in 0..<count where wanted.contains(self[index]) { return true }
      return false
    }
  }
}
