import Foundation

/// Texts that hold what looks like a secret.
///
/// Each is put together from parts, since those who keep repositories refuse some of them as a whole.
public struct FakeSecret: Sendable, CustomStringConvertible {
  /// What it is called where it is masked.
  public let kind: String
  /// A line as somebody may have logged it.
  public let text: String
  /// What must not be published; for a key of many lines, each of them.
  public let secrets: [String]

  public var description: String { "\(kind): \(text.prefix(24))…" }

  init(_ kind: String, _ before: String, _ secret: String, _ after: String = "") {
    self.kind = kind
    text = before + secret + after
    secrets = secret.split(separator: "\n").flatMap { $0.split(separator: "\\") }.map(String.init)
      .filter { $0.utf8.count > 5 && !$0.contains("PRIVATE") }
  }

  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
  private static let hex = "0123456789abcdef"

  /// Characters that look like chance, the same ones for the same seed.
  private static func noise(_ count: Int, _ alphabet: String = letters, seed: Int) -> String {
    let characters = Array(alphabet)
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    let text = (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return characters[Int(state >> 33) % characters.count]
    }
    return String(text.dropLast(2)) + (alphabet == hex ? "7a" : alphabet == upper ? "Q7" : "a7")
  }

  public static let all: [FakeSecret] = [
    .init("AWS access key", "id ", "AKI" + "A" + noise(16, upper, seed: 1), " used"),
    .init("AWS secret key", "aws_secret_access_key = ", noise(40, seed: 2)),
    .init("AWS secret key", #""SecretAccessKey": ""#, noise(40, seed: 3), "\","),
    .init(
      "Azure key", "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=", noise(86, seed: 4) + "==",
      ";EndpointSuffix=core.windows.net"),
    .init("Azure key", "Endpoint=sb://x.net/;SharedAccessKeyName=R;SharedAccessKey=", noise(43, seed: 5) + "="),
    .init("Azure key", "secret is ", "abc8" + "Q~" + noise(34, seed: 6)),
    .init("URL signature", "https://x.blob.core.windows.net/c/f?sv=2020&sig=", noise(43, seed: 7) + "%3D", "&sp=r"),
    .init("URL signature", #"{\"u\": \"https://x/f?sv=1\u0026sig="#, noise(43, seed: 8), #"\u0026sp=r\"}"#),
    .init("URL signature", "https://b.s3.amazonaws.com/k?X-Amz-Signature=", noise(64, hex, seed: 9)),
    .init("Google key", "maps key ", "AIz" + "a" + noise(35, seed: 10)),
    .init("Google key", "client ", "GOCS" + "PX-" + noise(28, seed: 11)),
    .init("GitHub token", "using ", "gh" + "p_" + noise(36, seed: 12)),
    .init("GitHub token", "x='", "github" + "_pat_" + noise(22, seed: 13) + "_" + noise(59, seed: 14), "'"),
    .init("GitLab token", "\u{1B}[31m", "glp" + "at-" + noise(20, seed: 15), "\u{1B}[0m"),
    .init("Hugging Face token", "logged in with ", "h" + "f_" + noise(34, seed: 16), "."),
    .init("W&B key", "WANDB_API_KEY=", noise(40, hex, seed: 17)),
    .init("W&B key", "os.environ['WANDB_API_KEY'] = '", noise(40, hex, seed: 18), "'"),
    .init("W&B key", "wandb login ", noise(40, hex, seed: 19)),
    .init("OpenAI key", "openai ", "s" + "k-" + noise(48, seed: 20)),
    .init("OpenAI key", "openai ", "s" + "k-proj-" + noise(60, seed: 21)),
    .init("Slack token", "bot ", "xo" + "xb-123456789012-" + noise(24, seed: 22)),
    .init("Slack token", "post to https://", "hooks.sl" + "ack.com/services/T0AB/B0CD/" + noise(24, seed: 23)),
    .init("npm token", "//registry.npmjs.org/:_authToken=", "np" + "m_" + noise(36, seed: 24)),
    .init("PyPI token", "upload with ", "py" + "pi-AgEIcHlwaS5vcmc" + noise(60, seed: 25)),
    .init(
      "JSON web token", "jwt ",
      "ey" + "J" + noise(20, seed: 26) + ".ey" + "J" + noise(40, seed: 27) + "." + noise(43, seed: 28)),
    .init("authorization header", "Authorization: Bearer ", noise(30, seed: 29)),
    .init("authorization header", #""authorization": "Basic "#, noise(20, seed: 30), "\""),
    .init("password in URL", "postgresql://joe:", "tr0ub4dor&3", "@db.example.com:5432/x"),
    .init("password in URL", "clone https://", noise(40, seed: 31), "@example.com/x.git"),
    .init("password", "connect(password='", "swordfish", "')"),
    .init("password", "  password: ", "hunter2!"),
    .init("password", "--password ", "hunter22a"),
    .init("password", "DB_PASSWORD=", "correcthorse"),
    .init("password", "Server=tcp:x.net;Pwd=", "S3cure!pw", ";Encrypt=True"),
    .init("password", #"{\"password\": \""#, "esc4ped", #"\"}"#),
    .init("secret", "token: ", noise(32, seed: 32)),
    .init("secret", "Namespace(api_key='", noise(24, seed: 33), "', lr=0.1)"),
    .init("service token", "bot ", "123456789" + ":A" + "A" + noise(33, seed: 34)),
    .init("service token", "hook discord.com/api/webhooks/123456789012345678/", noise(68, seed: 35)),
    .init("e-mail address", #""email": ""#, "joe.doe@example.com", "\""),
    .init(
      "private key", "",
      "-----BEGIN RSA PRIVATE " + "KEY-----\n"
        + (0..<12).map { noise(64, seed: 40 + $0) }.joined(separator: "\n") + "\n" + noise(20, seed: 60)
        + "==\n-----END RSA PRIVATE " + "KEY-----"),
    .init(
      "private key", #""private_key": ""#,
      "-----BEGIN PRIVATE " + #"KEY-----\n"# + noise(64, seed: 61) + #"\n"# + noise(64, seed: 62)
        + #"\n-----END PRIVATE "# + #"KEY-----\n"#, "\""),
    .init("GitHub token", #"{"kind": "Secret", "data": {"x": ""#, encoded("gh" + "p_" + noise(36, seed: 70)), #""}}"#),
    .init("OpenAI key", "echo ", encoded("s" + "k-ant-" + noise(40, seed: 71)), " | base64 -d"),
    .init("password", #""auths": {"r.example.com": {"auth": ""#, encoded("joe:swordfish"), #""}}"#),
    .init(
      "private key", "    client-key-data: ",
      encoded("-----BEGIN RSA PRIVATE " + "KEY-----\n" + noise(64, seed: 72) + "\n-----END RSA PRIVATE " + "KEY-----\n")
    ),
    .init("password", "\u{1B}[36mpassword\u{1B}[0m=\u{1B}[35m", "hunter2c!", "\u{1B}[0m"),
    .init(
      "password", "\u{1B}[34;1m\"password\"\u{1B}[0m\u{1B}[1;39m:\u{1B}[0m \u{1B}[0;32m\"", "swordfish2",
      "\"\u{1B}[0m"),
  ]

  private static func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  /// Those whose text is one line.
  public static let lines = all.filter { !$0.text.contains("\n") }
}
