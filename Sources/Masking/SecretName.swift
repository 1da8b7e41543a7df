/// What the name of a parameter, a member or a variable says of its value.
enum SecretName {
  case password
  case secret
  /// Also what language models read and write is called so.
  case token
  case authorization
  case mailAddress

  /// By how a name ends, whatever joins its words: `db_password`, `--api-key`, `secretAccessKey`, `hf.token`.
  init?(_ name: Span<UInt8>) {
    let word = SecretName.ending(of: name)
    if SecretName.passwords.contains(where: word.hasEnding) {
      self = .password
    } else if SecretName.secrets.contains(where: word.hasEnding) {
      self = .secret
    } else if word.hasEnding(SecretName.tokenWord) {
      self = .token
    } else if word.hasEnding(SecretName.authorizationWord) {
      self = .authorization
    } else if word.hasEnding(SecretName.mailWord) {
      self = .mailAddress
    } else {
      return nil
    }
  }

  private static let passwords = ["password", "passwd", "passwort", "passphrase", "pwd"].map { Array($0.utf8) }
  /// Keys that keep something: not `primary_key`, nor the key of a dictionary.
  private static let secrets = [
    "secret", "apikey", "secretkey", "accesskey", "privatekey", "accountkey", "storagekey", "authkey",
    "subscriptionkey", "encryptionkey", "signingkey", "masterkey", "servicekey", "adminkey", "kagglekey",
    "accesskeysecret", "secretkeybase",
  ].map { Array($0.utf8) }
  private static let tokenWord = Array("token".utf8)
  private static let authorizationWord = Array("authorization".utf8)
  private static let mailWord = Array("email".utf8)

  /// The last letters and digits of a name in lower case, what joins them and a number at the end left out.
  private static func ending(of name: Span<UInt8>) -> [UInt8] {
    var word: [UInt8] = []
    var index = name.count - 1
    while index >= 0, word.count < 24 {
      let byte = name[index]
      index -= 1
      let set = ByteClass.of(byte)
      if set.contains(.digit), word.isEmpty { continue }
      if set.isDisjoint(with: .alphanumeric) { continue }
      word.append(set.contains(.upper) ? byte | 0x20 : byte)
    }
    return word.reversed()
  }

  /// What a masked value of that name was.
  func kind(_ name: Span<UInt8>) -> SecretKind {
    switch self {
    case .password: .password
    case .mailAddress: .mailAddress
    case .authorization: .authorization
    case .secret, .token:
      if name.holds(SecretName.wandb) {
        .wandbKey
      } else if name.holds(SecretName.aws) || SecretName.ending(of: name).hasEnding(SecretName.secretAccessKey) {
        .awsSecretKey
      } else if name.holds(SecretName.azure) || SecretName.azures.contains(where: SecretName.ending(of: name).hasEnding)
      {
        .azureKey
      } else {
        .secret
      }
    }
  }

  private static let wandb = Array("wandb".utf8)
  private static let aws = Array("aws".utf8)
  private static let azure = Array("azure".utf8)
  private static let secretAccessKey = Array("secretaccesskey".utf8)
  private static let azures = ["accountkey", "storagekey", "sharedaccesskey"].map { Array($0.utf8) }
}

extension Array<UInt8> {
  func hasEnding(_ ending: [UInt8]) -> Bool {
    count >= ending.count && suffix(ending.count).elementsEqual(ending)
  }
}

extension Span<UInt8> {
  /// Whether a text in lower case stands anywhere in these bytes, in any case.
  func holds(_ text: [UInt8]) -> Bool {
    guard count >= text.count else { return false }
    return (0...(count - text.count)).contains { has(text, at: $0, ignoringCase: true) }
  }
}
