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
        for name in ["i", "b", "u", "var", "kbd", "bdi"] {
          rest = rest.replacing("</\(name)>", with: "").replacing("<\(name)>", with: "")
        }
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

  @Test("sequences, characters and titles are whole wherever the pieces of a file end")
  func joinsPieces() {
    let parts = [
      "\u{1B}[1;38;2;10;20;30m", "\u{1B}]8;;https://x.org/é\u{1B}\\", "\u{1B}]0;no end", "\u{202E}", "\u{2069}",
      "e\u{301}",
      "\u{1B}[" + String(repeating: "1;", count: 2000) + "m", "日", "🏋️", "\r", "\n", "text", "\u{C}", "\u{1B}",
    ]
    var random = RandomNumbers(seed: 14)
    for _ in 0..<60 {
      let text = (0..<12).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let whole = Terminal.lines(text)
      for size in [1, 2, 3, 5, 4001] {
        #expect(Terminal.lines(Array(text.utf8), pieces: [size]) == whole, "\(text.debugDescription) in \(size)")
      }
    }
  }

  @Test("what would turn the direction of a line is shown by its code, and lone halves of UTF-16 as what they are not")
  func showsDirections() {
    let line = "if ok\u{202E} } \u{2066}# \u{2069}\u{2066}begin admin\u{200F}é"
    let shown = "if ok<U+202E> } <U+2066># <U+2069><U+2066>begin admin\u{200F}é"
    #expect(Terminal.text(line) == [shown])
    func units(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }
    let wide = units("\u{FEFF}" + line) + [0x3D, 0xD8, 0x41, 0, 0x00, 0xDC, 0x0A, 0]
    let lines = Terminal.lines(wide, .utf16LittleEndian, pieces: [3])
    #expect(lines.map { String(decoding: $0.text, as: UTF8.self) } == [shown + "\u{FFFD}A\u{FFFD}"])
    #expect(Terminal.html(Terminal.lines("\u{202E}")[0]) == "&lt;U+202E&gt;")
    for scalar in (0x2000...0x206F).compactMap(Unicode.Scalar.init) {
      let isTurning = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      let code = "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
      #expect(
        DirectionControl.shown(Array("a\(scalar)é".utf8)) == Array((isTurning ? "a\(code)é" : "a\(scalar)é").utf8))
      #expect(Terminal.text("a\(scalar)b") == [isTurning ? "a\(code)b" : "a\(scalar)b"])
    }
  }

  @Test("memory and time do not grow with what is written into one line", .timeLimit(.minutes(1)))
  func staysQuick() {
    let attacks = [
      "\t\r", "\u{8}\u{8}a", "e\u{301}\r", "\u{1B}[3999Cx\u{1B}[1K", "日\u{8}", "\u{1B}[31m", "\u{1B}]", "\u{1B}[K ",
      "\r", "\u{1B}[1K", "\u{1B}[65535C", "\u{1B}[" + String(repeating: "1;", count: 40) + "m", "\u{1B}]x",
      "\u{1B}]8;;x\u{1B}\\", "\u{1B}[J", "\u{300}", "\u{202E}\r", "\u{200B}\u{1B}[D",
    ]
    for attack in attacks {
      let text = String(repeating: "x", count: 3900) + String(repeating: attack, count: 100_000 / attack.utf8.count)
      let lines = Terminal.lines(text)
      #expect(lines.count == 1 && lines[0].text.count <= 4000)
    }
  }
}
