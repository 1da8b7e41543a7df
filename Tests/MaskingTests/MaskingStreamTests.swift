import TestSupport
import Testing

@testable import Masking

@Suite("What is masked in a file read piece by piece")
struct MaskingStreamTests {
  private func masked(_ bytes: [UInt8], pieceSize: Int, sparesBinary: Bool = false) -> (
    bytes: [UInt8], counts: [String: Int], isBinary: Bool
  ) {
    var stream = MaskingStream(Masker(), sparesBinary: sparesBinary)
    var masked: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      let piece = bytes[start..<min(start + pieceSize, bytes.count)]
      masked += stream.take(piece.span)
    }
    masked += stream.finish()
    return (masked, stream.counts.byRule, stream.isBinary)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Every fake, with lines of a log between them.
  private let log = FakeSecret.all.map { $0.text + "\nstep 12 loss 0.34 lr=1e-4\n" }.joined()

  @Test("does not depend on where pieces end", arguments: [1, 7, 64, 1000, 1 << 18])
  func ignoresBorders(pieceSize: Int) {
    let (bytes, counts, _) = masked(Array(log.utf8), pieceSize: pieceSize)
    var whole = MaskCounts()
    #expect(text(bytes) == Masker().masked(log, &whole))
    #expect(counts == whole.byRule && whole.total == FakeSecret.all.count)
    // Lines keep their numbers.
    #expect(bytes.count { $0 == 0x0A } == log.utf8.count { $0 == 0x0A })
  }

  @Test("is found in a line without an end, wherever the pieces cut it", arguments: [999, 1 << 15, 1 << 18])
  func readsLongLines(pieceSize: Int) {
    for offset in [0, 16_380] {
      var line = String(repeating: "word ", count: (1 << 17) / 5) + String(repeating: "-", count: offset)
      for fake in FakeSecret.lines { line += " " + fake.text + String(repeating: " tick", count: 900) }
      let bytes = masked(Array(line.utf8), pieceSize: pieceSize).bytes
      for fake in FakeSecret.lines {
        for secret in fake.secrets { #expect(!text(bytes).contains(secret), "\(fake), \(offset)") }
      }
    }
  }

  @Test("is found in UTF-16, and what is left stays UTF-16", arguments: [true, false])
  func readsUTF16(lowFirst: Bool) {
    func encoded(_ text: String) -> [UInt8] {
      text.utf16.flatMap { unit in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return lowFirst ? pair : pair.reversed()
      }
    }
    let source = "\u{FEFF}" + log + "日本語\n"
    var counts = MaskCounts()
    let expected = encoded("\u{FEFF}" + Masker().masked(log, &counts) + "日本語\n")
    #expect(masked(encoded(source), pieceSize: 1001).bytes == expected)
    #expect(masked(encoded(source), pieceSize: 1 << 18).counts == counts.byRule)
  }

  @Test(
    "is found in bytes that were appended to UTF-16, and in UTF-16 that was appended to bytes", arguments: [7, 1 << 18])
  func readsMixed(pieceSize: Int) {
    let fake = FakeSecret.all[11]
    func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    for blanks in ["", " "] {
      let start = wide("\u{FEFF}started in UTF-16\n")
      let bytes = start + Array("\(blanks)\(fake.text)\n".utf8)
      let end = wide("\nall is well, 日本\n")
      let (after, counts, _) = masked(bytes + (bytes.count % 2 == 0 ? [] : [0x20]) + end, pieceSize: pieceSize)
      #expect(!text(after).contains(fake.secrets[0]) && counts == [fake.kind: 1])
      #expect(after.starts(with: start) && after.count % 2 == 0 && Array(after.suffix(end.count)) == end)
    }
    let late = Array("started in ASCII, as most are\n".utf8) + wide("\(fake.text)\n") + Array("done\n".utf8)
    let (after, counts, _) = masked(late, pieceSize: pieceSize)
    #expect(!text(after.filter { $0 != 0 }).contains(fake.secrets[0]) && counts == [fake.kind: 1])
  }

  @Test("is told but not masked in what is no text")
  func leavesBinary() {
    let noise = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 3) }
    let fake = FakeSecret.all[11]
    let bytes = noise + Array(("\n" + fake.text + "\n").utf8) + noise
    let (after, counts, isBinary) = masked(bytes, pieceSize: 1 << 18, sparesBinary: true)
    #expect(after == bytes && isBinary && counts == [fake.kind: 1])
    // Where it is shown it is masked, too.
    #expect(!text(masked(bytes, pieceSize: 1 << 18).bytes).contains(fake.secrets[0]))
    // A stray zero makes no binary file of a log.
    let log = Array(("a\u{0}b\n" + fake.text + "\n").utf8)
    #expect(!text(masked(log, pieceSize: 9).bytes).contains(fake.secrets[0]))
  }

  @Test("is a private key with what a log puts before each line, up to its end or what is no key")
  func followsKeys() {
    let body = String(repeating: "aB3+", count: 16)
    let lines = ["-----BEGIN PRIVATE " + "KEY-----", body, body, "-----END PRIVATE " + "KEY-----", "done"]
    let log = lines.map { "12:00:01 INFO " + $0 }.joined(separator: "\n") + "\n"
    let after = text(masked(Array(log.utf8), pieceSize: 11).bytes)
    #expect(!after.contains("aB3+") && after.hasSuffix("12:00:01 INFO done\n"))
    #expect(after.hasPrefix("12:00:01 INFO [masked: private key]\n12:00:01 INFO [masked: private key]\n"))
    let cut = "-----BEGIN PRIVATE " + "KEY-----\nepoch 1, loss 0.5\nepoch 2, loss 0.4\n"
    #expect(
      text(masked(Array(cut.utf8), pieceSize: 5).bytes)
        == "[masked: private key]\nepoch 1, loss 0.5\nepoch 2, loss 0.4\n")
  }

  @Test("is the same in pieces of any size for texts of all that the rules look at, and nothing in them stops it")
  func survivesAnything() {
    let parts = [
      "key", "api_key", "token", "secret", "password", "passphrase", "pwd", "email", "=", ":", ",", " ", "\"", "'",
      "\\",
      "\\\"", "://", "@", "eyJ", "eyJhbGciOi", ".", "-----BEGIN ", "PRIVATE KEY-----", "-----END ", "\n", "\r\n", "\r",
      "sig=", "signature=", "&", "?", "Authorization: ", "Bearer ", "ghp_", "sk-", "hf_", "AKIA", ":AA", "8Q~",
      "/webhooks/12345/", "login ", "[", "]", "<", ">", "{", "}", "$", "%", "%(", "a1B2c3D4e5F6", "/", "~", "\u{1B}[0m",
      "é", "--", "b'", "[masked: x]", "1", ".5", "\u{1B}]0;", "\u{7}", "\u{8}", "\0", " \r",
      "Z2hwX2FCM2FCM2FCM2FCM2FCM2FCM2FCM2FCM2E", "\"auth\"", "MIIEpAIBAAKCAQEA7",
      "0123456789abcdef0123456789abcdef01234567",
    ]
    var random = RandomNumbers(seed: 7)
    for _ in 0..<1500 {
      let count = Int.random(in: 0..<30, using: &random)
      let text = (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
      var bytes = Array(text.utf8)
      if !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0x20...0xFD, using: &random)
      }
      let whole = masked(bytes, pieceSize: 1000).bytes
      #expect(masked(bytes, pieceSize: 1).bytes == whole && masked(bytes, pieceSize: 5).bytes == whole, "\(text)")
    }
  }
}
