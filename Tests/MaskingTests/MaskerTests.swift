import TestSupport
import Testing

@testable import Masking

@Suite("What is masked in a text")
struct MaskerTests {
  private func masked(_ text: String, _ choice: MaskingChoice = MaskingChoice()) -> (
    text: String, counts: [String: Int]
  ) {
    var counts = MaskCounts()
    return (Masker(choice).masked(text, &counts), counts.byRule)
  }

  @Test("is each kind of secret, with what stands around it left as it is", arguments: FakeSecret.all)
  func masksEachKind(fake: FakeSecret) {
    let (text, counts) = masked("before\n" + fake.text + "\nafter 0.93")
    for secret in fake.secrets { #expect(!text.contains(secret), "\(text)") }
    #expect(counts == [fake.kind: 1])
    #expect(text.hasPrefix("before\n") && text.hasSuffix("\nafter 0.93") && text.contains("[masked: \(fake.kind)]"))
  }

  @Test("stays as it is when it is masked again", arguments: FakeSecret.all)
  func isStable(fake: FakeSecret) {
    let once = masked(fake.text).text
    #expect(masked(once).text == once)
    #expect(masked(once).counts.isEmpty)
  }

  @Test(
    "is found though colours, zero bytes, backspaces or the wrapping of a shell tear it apart",
    arguments: [
      ("\u{1B}[1;36m", "\u{1B}[1;36m"), ("\u{1B}[0m\u{1B}[3m", "\u{1B}[0m\u{1B}[3m"), ("\0", ""), ("\u{7F}\u{1}", ""),
      ("x\u{8}", ""), (" \r", ""), ("\u{1B}]0;title\u{7}", ""), ("\u{1B}]8;;x\u{1B}\\", ""), ("\u{1B}[K", ""),
      ("\u{1B}(B", ""),
    ])
  func joinsPieces(between: String, kept: String) {
    let token = "gh" + "p_" + String(repeating: "aB3", count: 12)
    for cut in [1, 4, 20, 38] {
      let line =
        "at \(token.prefix(cut))\(between)\(token.dropFirst(cut)), \u{1B}[32mlr\u{1B}[0m=1e-4\nnext \u{1B}[1mline\n"
      let (text, counts) = masked(line)
      #expect(text == "at [masked: GitHub token]\(kept), \u{1B}[32mlr\u{1B}[0m=1e-4\nnext \u{1B}[1mline\n")
      #expect(counts == ["GitHub token": 1])
    }
    let torn = token.map { "\($0)\(between)" }.joined()
    #expect(masked("at " + torn).text.hasPrefix("at [masked: GitHub token]"))
  }

  @Test("is a private key of which each line has a colour")
  func masksColouredKeys() {
    let body = String(repeating: "aB3+", count: 16)
    let lines = ["-----BEGIN PRIVATE " + "KEY-----", body, body, "-----END PRIVATE " + "KEY-----", "done"]
    let text = masked(lines.map { "\u{1B}[32m\($0)\u{1B}[0m" }.joined(separator: "\n")).text
    let masks = (0..<4).map { _ in "\u{1B}[32m[masked: private key]\u{1B}[0m\n" }.joined()
    #expect(text == masks + "\u{1B}[32mdone\u{1B}[0m")
  }

  @Test("and what colours and carriage returns stand in is left as it is where there is none")
  func leavesColours() {
    for text in [
      "\u{1B}[32mepoch\u{1B}[0m 3 \u{1B}[1mloss\u{1B}[0m=0.25 \r\u{1B}[Kepoch 4\0\u{8}\n", "\u{1B}]0;no end",
      "\u{8}\u{8}\u{1B}", "\u{1B}[", "10% \r20% \r\n", "\u{1B}[36mtokens\u{1B}[0m=\u{1B}[35m512\u{1B}[0m",
    ] { #expect(masked(text).text == text) }
  }

  @Test("is not what only looks like Base64 of one")
  func leavesBase64() {
    for text in [
      "\"auth\": \"oauth2\"", "\"auth\": \"" + "bm9jb2xvbmhlcmUxMjM=" + "\"", "\"auth\": {\"x\": 1}", "\"auth\"",
      "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUQ=", "Z2hwXw==", "QUtJQWxvd2VyY2FzZWxldHRlcnNoZXJl",
    ] { #expect(masked(text).text == text) }
  }

  @Test(
    "is not what only looks a little like one",
    arguments: [
      "password=None", "password: str", "token=<pad>", #""pad_token": "<|endoftext|>""#, "max_tokens=512",
      "tokens/s: 12345.6", "num_tokens = 128000", "use_auth_token=True",
      "tokenizer=AutoTokenizer.from_pretrained(name)",
      "commit 5f5246b64c1140189dd94c85e0c91f1c5f5246b6", "sha256: " + String(repeating: "0a1b2c3d", count: 8),
      "run id a6269162a7194c00b08fda0d0946a1c9", "key=value", "PWD=/home/joe/project", "OLDPWD=/mnt/batch/tasks/2",
      "password=args.password", "password=password)", "api_key=os.environ['OPENAI_API_KEY']", "--password PASSWORD",
      "secret = config.get('secret')", "https://user@example.com/x", "http://localhost:6006/@vite/client",
      "git@github.com:org/repo.git", "postgresql://joe:***@db/x", "postgresql://${USER}:${PASSWORD}@db/x",
      "DB_PASSWORD=${DB_PASSWORD}", "Bearer of good news for everybody", "the author signature=inspect_signature2)",
      "sklearn sk-learn-contrib-lightning-metrics-package", "loss 0.693147180559945309417232121458176568",
      "token_type_ids [0, 0, 0, 1]", "monkey: 1234567890abcdef1234", "primary_key: 1234567890abcdef1234",
      #"{"type": "password", "title": "Password"}"#,
      "data:image/png;base64," + String(repeating: "iVBORw0KGgo", count: 20),
      "AKIAlowercaseletters", "2026-01-01T00:00:00 INFO [trainer] step=100 lr=3e-4 tokens=1.2e6",
      "password is required", "Enter password:", "see https://example.com/?design=1234567890123456789",
    ])
  func leavesOrdinaryText(text: String) {
    #expect(masked(text).text == text)
    #expect(masked(text).counts.isEmpty)
  }

  @Test("is a value whose name says that it is a secret, and not one that says there is none")
  func judgesByName() {
    let masker = Masker()
    var counts = MaskCounts()
    #expect(masker.masked("hunter2", named: "db.password", &counts) == "[masked: password]")
    #expect(masker.masked("a1b2c3d4e5f6a7", named: "wandb/api_key", &counts) == "[masked: W&B key]")
    let github = "gh" + "p_" + String(repeating: "aB3", count: 12)
    #expect(masker.masked(github, named: "hub-token", &counts) == "[masked: GitHub token]")
    #expect(masker.masked("Basic am9lOnB3", named: "Authorization", &counts) == "[masked: authorization header]")
    #expect(masker.masked("mysecretvalue", named: "client_secret", &counts) == "[masked: secret]")
    let aws = "/" + String(repeating: "aB3/", count: 9) + "xyz"
    #expect(masker.masked(aws, named: "secret_access_key", &counts) == "[masked: AWS secret key]")
    #expect(
      counts.byRule == [
        "password": 1, "W&B key": 1, "GitHub token": 1, "authorization header": 1, "secret": 1, "AWS secret key": 1,
      ])
    for (name, value) in [
      ("password", "None"), ("password", ""), ("pad_token", "[PAD]"), ("max_tokens", "512"), ("token", "128"),
      ("eos_token", "</s>"), ("lr", "0.001"), ("use_auth_token", "False"), ("seed", "1234567890"),
      ("mask_token", "maskedtoken"), ("secret", "my-secret-name"), ("api_key", "OPENAI_API_KEY"),
    ] {
      #expect(masker.masked(value, named: name, &counts) == value, "\(name)=\(value)")
    }
  }

  @Test("is left as it is where its rule is switched off")
  func switchesOff() throws {
    let fake = try #require(FakeSecret.all.first { $0.kind == "GitHub token" })
    let choice = MaskingChoice(off: [.gitHubToken])
    #expect(masked(fake.text, choice).text == fake.text)
    #expect(choice.fingerprint != MaskingChoice().fingerprint)
    var counts = MaskCounts()
    let passwords = Masker(MaskingChoice(off: [.password]))
    #expect(passwords.masked("hunter2", named: "password", &counts) == "hunter2")
  }

  @Test("is what a rule of one's own fits, of one with a group only that")
  func addsRules() {
    let choice = MaskingChoice(added: [
      .init(name: "staff number", pattern: #"\bE-\d{6}\b"#), .init(name: "site", pattern: "site=([a-z]+)"),
    ])
    let (text, counts) = masked("by E-123456 at site=berlin, not E-12\nby E-654321", choice)
    #expect(text == "by [masked: staff number] at site=[masked: site], not E-12\nby [masked: staff number]")
    #expect(counts == ["staff number": 2, "site": 1])
    // In a long line, over the border of what is searched at once, and beside bytes that are no text.
    let long = String(repeating: "x ", count: 2046) + "E-123456" + String(repeating: " y", count: 3000)
    #expect(!masked(long, choice).text.contains("E-123456"))
  }

  @Test("is found by the text that every match of a pattern holds, where there is one")
  func findsLiterals() {
    func literal(_ pattern: String) -> String { String(decoding: AddedPattern.literal(in: pattern), as: UTF8.self) }
    #expect(literal(#"\bcorp-[0-9]+\b"#) == "corp-")
    #expect(literal("ab(c|d)efgh") == "")
    #expect(literal("abcd?efg{2}hijk") == "hijk")
    #expect(literal(#"https://intra\.example"#) == "https://intra.example")
    #expect(literal("(?i)abcdef") == "" && literal("[abcdef]+") == "" && literal("ab") == "")
  }
}
