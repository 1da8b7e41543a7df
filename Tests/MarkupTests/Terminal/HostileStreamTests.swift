import Markup
import TestSupport
import Testing

/// Bytes nobody meant to be read.
@Suite("Hostile logs")
struct HostileStreamTests {
  /// Random bytes, with those that mean something to a terminal far more often than others.
  private static func bytes(_ count: Int, using random: inout RandomNumbers) -> [UInt8] {
    let telling: [UInt8] =
      Array("\u{1B}\u{1B}[[[mmKGCDHJ;;:0123456789\r\r\n\u{8}\t]\\<>&\"".utf8) + [
        0, 7, 0xC2, 0x9B, 0xE2, 0x96, 0x88, 0xF0,
      ]
    return (0..<count).map { _ in
      Bool.random(using: &random)
        ? telling.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
    }
  }

  @Test(
    "random bytes in random pieces give what they give in one piece",
    arguments: [TextEncoding.utf8, .latin1, .utf16LittleEndian])
  func cutsAnywhere(encoding: TextEncoding) {
    var random = RandomNumbers(seed: 11)
    for _ in 0..<200 {
      let bytes = Self.bytes(Int.random(in: 0...600, using: &random), using: &random)
      let pieces = (0..<5).map { _ in Int.random(in: 1...40, using: &random) }
      let whole = Terminal.lines(bytes, encoding, keeping: 60)
      #expect(Terminal.lines(bytes, encoding, pieces: pieces, keeping: 60) == whole)
      #expect(Terminal.lines(bytes, encoding, pieces: [1], keeping: 60) == whole)
    }
  }

  @Test("there are as many lines as line feeds, and one more for an end without one, unless the cursor goes up")
  func countsLines() {
    var random = RandomNumbers(seed: 12)
    for _ in 0..<300 {
      let bytes = Self.bytes(Int.random(in: 0...300, using: &random), using: &random)
      let feeds = bytes.count { $0 == 0x0A }
      let isOpen = bytes.last.map { $0 != 0x0A } ?? false
      if bytes.contains(where: { "ABEFJ".utf8.contains($0) }) { continue }
      #expect(Terminal.lines(bytes).count == feeds + (isOpen ? 1 : 0))
    }
  }

  @Test("no control character and no unescaped markup comes out, and all of it is UTF-8")
  func staysHarmless() {
    var random = RandomNumbers(seed: 13)
    for round in 0..<300 {
      let bytes = Self.bytes(400, using: &random)
      let encoding: TextEncoding = [.utf8, .latin1, .utf16BigEndian][round % 3]
      for line in Terminal.lines(bytes, encoding, keeping: 50) {
        #expect(line.text.count <= 50 && line.length >= line.text.count)
        #expect(String(validating: line.text, as: UTF8.self) != nil)
        let html = Array(Terminal.html(line).utf8)
        #expect(html.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        var rest = String(decoding: html, as: UTF8.self)
        rest = rest.replacing("</i>", with: "")
        while let start = rest.firstRange(of: "<i class="), let end = rest[start.upperBound...].firstIndex(of: ">") {
          let classes = rest[start.upperBound..<end]
          #expect(
            classes.utf8.allSatisfy {
              (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x20 || $0 == 0x22
            })
          rest.removeSubrange(start.lowerBound...end)
        }
        #expect(!rest.utf8.contains(UInt8(ascii: "<")) && !rest.utf8.contains(UInt8(ascii: ">")))
      }
    }
  }

  @Test("memory and time do not grow with what is written into one line", .timeLimit(.minutes(1)))
  func staysQuick() {
    let attacks = [
      "\t\r", "\u{8}\u{8}a", "e\u{301}\r", "\u{1B}[3999Cx\u{1B}[1K", "日\u{8}", "\u{1B}[31m", "\u{1B}]", "\u{1B}[K ",
    ]
    for attack in attacks {
      let text = String(repeating: "x", count: 3900) + String(repeating: attack, count: 40_000)
      let lines = Terminal.lines(text)
      #expect(lines.count == 1 && lines[0].text.count <= 4000)
    }
  }
}
