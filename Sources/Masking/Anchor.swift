/// A few bytes that every secret of some rules has, and what looks closer where they stand.
struct Anchor {
  enum Detector {
    /// The rule of that number in `TokenRule.all`.
    case token(Int)
    /// The value of something whose name holds the anchor's word.
    case assignment
    case urlSignature, authorization, bearer, url, jwt, privateKey, telegram, webhook, azureClientSecret, login
    /// Base64 of something that tells itself.
    case encodedKey, encodedToken, encodedLogin

    /// Whether the anchor is a name whose value follows, maybe behind a colour.
    var names: Bool {
      switch self {
      case .assignment, .authorization, .bearer, .login, .encodedLogin: true
      default: false
      }
    }
  }

  var detector: Detector
  /// In lower case where case does not count.
  var text: [UInt8]
  var ignoresCase: Bool
  /// Where in the text the three bytes begin that are looked for: rare ones.
  var offset: Int

  private init(_ detector: Detector, _ text: String, _ offset: Int, ignoringCase: Bool = false) {
    self.detector = detector
    self.text = Array(text.utf8)
    self.offset = offset
    ignoresCase = ignoringCase
  }

  static let all: [Anchor] =
    TokenRule.all.enumerated().map { number, rule in
      Anchor(.token(number), String(decoding: rule.prefix, as: UTF8.self), rule.rare)
    } + [
      Anchor(.assignment, "key", 0, ignoringCase: true),
      Anchor(.assignment, "token", 1, ignoringCase: true),
      Anchor(.assignment, "passw", 2, ignoringCase: true),
      Anchor(.assignment, "passphrase", 3, ignoringCase: true),
      Anchor(.assignment, "pwd", 0, ignoringCase: true),
      Anchor(.assignment, "secret", 1, ignoringCase: true),
      Anchor(.assignment, "email", 0, ignoringCase: true),
      Anchor(.urlSignature, "sig=", 1), Anchor(.urlSignature, "sig%3d", 1, ignoringCase: true),
      Anchor(.urlSignature, "signature=", 2, ignoringCase: true),
      Anchor(.authorization, "authorization", 7, ignoringCase: true), Anchor(.bearer, "Bearer ", 0),
      Anchor(.url, "://", 0), Anchor(.jwt, "eyJ", 0), Anchor(.privateKey, "-----BEGIN ", 5),
      Anchor(.telegram, ":AA", 0), Anchor(.webhook, "/webhooks/", 3), Anchor(.azureClientSecret, "8Q~", 0),
      Anchor(.azureClientSecret, "7Q~", 0), Anchor(.login, "login ", 1),
      Anchor(.encodedKey, "LS0tLS1CRUdJTi", 0), Anchor(.encodedLogin, #""auth""#, 0),
    ]
    // What tokens begin with, in Base64, as far as what follows does not change it: `ghp_`, `gho_`, `ghs_`, `github_pat_`,
    // `glpat-`, `sk-proj-`, `sk-ant-`, `AKIA`, `xoxb-`.
    + ["Z2hwX", "Z2hvX", "Z2hzX", "Z2l0aHViX3BhdF", "Z2xwYXQt", "c2stcHJvai", "c2stYW50L", "QUtJQ", "eG94Yi"].map {
      Anchor(.encodedToken, $0, 0)
    }
}
