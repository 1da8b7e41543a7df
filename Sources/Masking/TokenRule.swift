/// A token that tells by its beginning what it is: `ghp_…`.
struct TokenRule {
  var kind: SecretKind
  var prefix: [UInt8]
  /// What comes behind the prefix, and how much of it.
  var alphabet: ByteClass
  var least: Int
  /// Whether no more may come.
  var isExact: Bool
  /// Whether it must not stand within a word: for short prefixes.
  var beginsWord: Bool
  /// Where in the prefix three bytes begin that are rare in other texts.
  var rare: Int

  private init(
    _ kind: SecretKind, _ prefix: String, _ alphabet: ByteClass, _ least: Int, isExact: Bool = false,
    beginsWord: Bool = false,
    rare: Int = 0
  ) {
    self.kind = kind
    self.prefix = Array(prefix.utf8)
    self.alphabet = alphabet
    self.least = least
    self.isExact = isExact
    self.beginsWord = beginsWord
    self.rare = rare
  }

  /// As many bytes decide, so that a hostile text takes no more time than its length.
  private static let looked = 160

  static let all: [TokenRule] =
    ["AKIA", "ASIA"].map { .init(.awsAccessKey, $0, [.upper, .digit], 16, isExact: true) }
    + ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map { .init(.gitHubToken, $0, .alphanumeric, 30, rare: 1) }
    + ["glpat-", "gldt-", "glrt-", "glptt-"].map { .init(.gitLabToken, $0, [.url, .dot], 20) }
    + ["sk-proj-", "sk-ant-", "sk-svcacct-", "sk-admin-", "sk-or-"].map {
      .init(.openAIKey, $0, .url, 20, beginsWord: true)
    }
    + ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.", "xoxc-", "xoxd-"].map {
      .init(.slackToken, $0, [.url, .dot, .base64], 10)
    }
    + [
      .init(.gitHubToken, "github_pat_", .name, 40, rare: 5),
      .init(.huggingFaceToken, "hf_", .alphanumeric, 30, beginsWord: true),
      .init(.wandbKey, "wandb_v1_", .name, 20, rare: 5),
      .init(.openAIKey, "sk-", .alphanumeric, 32, beginsWord: true),
      .init(.googleKey, "AIza", .url, 35),
      .init(.googleKey, "GOCSPX-", .url, 20, rare: 2),
      .init(.googleKey, "ya29.", [.url, .dot], 20, beginsWord: true),
      .init(.slackToken, "xapp-", .url, 20, beginsWord: true),
      .init(.slackToken, "hooks.slack.com/services/", [.alphanumeric, .base64], 20, rare: 4),
      .init(.npmToken, "npm_", .alphanumeric, 36, beginsWord: true),
      .init(.pyPIToken, "pypi-Ag", .url, 40, rare: 1),
      .init(.serviceToken, "dapi", .hex, 32, isExact: true, beginsWord: true, rare: 1),
      .init(.serviceToken, "gsk_", .alphanumeric, 40, beginsWord: true),
      .init(.serviceToken, "nvapi-", .url, 40, beginsWord: true),
      .init(.serviceToken, "r8_", .alphanumeric, 30, beginsWord: true),
      .init(.serviceToken, "sk_live_", .alphanumeric, 16, rare: 1),
      .init(.serviceToken, "SG.", [.url, .dot], 60, beginsWord: true),
      .init(.serviceToken, "dckr_pat_", .url, 20, rare: 2),
      .init(.serviceToken, "dop_v1_", .hex, 40, rare: 3),
      .init(.serviceToken, "lsv2_", .name, 30, beginsWord: true),
    ]

  /// The token that begins at a place, its prefix included.
  func match(_ bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard bytes.has(prefix, at: start), !beginsWord || bytes.beginsWord(at: start) else { return nil }
    let from = start + prefix.count
    var end = bytes.run(alphabet, from: from, limit: TokenRule.looked)
    // What ends a sentence does not end a token.
    while end > from, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard end - from >= least else { return nil }
    // A name spelt out is no token: those mix digits or cases.
    let classes = bytes.classes(from..<end)
    guard classes.contains(.digit) || classes.isSuperset(of: [.lower, .upper]) else { return nil }
    if isExact { return end - from == least ? start..<end : nil }
    return start..<(end - from < TokenRule.looked ? end : bytes.run(alphabet, from: end))
  }
}
