import Markup
import TestSupport
import Testing

@Suite("Markup as escaped bytes")
struct MarkupWriterTests {
  private func text(_ text: String) -> String {
    var writer = MarkupWriter()
    writer.text(text)
    return writer.string
  }

  @Test(
    "text is text between tags and in attributes",
    arguments: [
      ("<a href='x'>&\"</a>", "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;"), ("tab\tline\n", "tab\tline\n"),
      ("a\rb", "a\nb"),
      ("nul\u{0}bell\u{7}esc\u{1B}del\u{7F}", "nul\u{FFFD}bell\u{FFFD}esc\u{FFFD}del\u{FFFD}"),
      ("\u{85}\u{9B}\u{A0}", "\u{FFFD}\u{FFFD}\u{A0}"),
      ("\u{FFFE}\u{FFFF}\u{1FFFE}\u{10FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("\u{FFFD}\u{FDCF}\u{FDF0}\u{1FFFD}\u{10FFFD}é한🏋", "\u{FFFD}\u{FDCF}\u{FDF0}\u{1FFFD}\u{10FFFD}é한🏋"), ("", ""),
    ])
  func escapes(raw: String, escaped: String) {
    #expect(text(raw) == escaped)
  }

  @Test("noncharacters that Swift has no literal for are replaced too", arguments: [0xFDD0, 0xFDEF] as [UInt32])
  func replacesNoncharacters(scalar: UInt32) throws {
    #expect(text(String(try #require(Unicode.Scalar(scalar)))) == "\u{FFFD}")
  }

  @Test("no character HTML forbids is written, whatever the text")
  func staysHarmless() {
    var random = RandomNumbers(seed: 3)
    for _ in 0..<500 {
      let scalars = (0..<20).map { _ in Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "&" }
      let written = text(String(String.UnicodeScalarView(scalars)))
      #expect(
        !written.unicodeScalars.contains { scalar in
          scalar.properties.isNoncharacterCodePoint
            || scalar.properties.generalCategory == .control && scalar != "\t" && scalar != "\n"
        })
      #expect(!written.contains { "<>\"'".contains($0) })
    }
  }

  @Test("a byte is escaped wherever in a text it stands", arguments: 0..<20)
  func escapesAnywhere(place: Int) {
    for code in UInt8.min..<0x80 {
      let character = String(Unicode.Scalar(code))
      var scalars = Array(repeating: "a", count: 20)
      scalars[place] = character
      let written = text(scalars.joined())
      let escaped = String(repeating: "a", count: place) + text(character) + String(repeating: "a", count: 19 - place)
      #expect(written == escaped)
    }
  }

  @Test("whole numbers are written in full", arguments: [0, 7, 10, -1, -10, 12_345, Int.max, Int.min])
  func writesIntegers(number: Int) {
    var writer = MarkupWriter()
    writer.integer(number)
    #expect(writer.string == "\(number)")
  }

  @Test(
    "coordinates have one decimal at most",
    arguments: [
      (0, "0"), (12, "12"), (12.5, "12.5"), (12.04, "12"), (12.05, "12.1"), (-0.3, "-0.3"), (-0.04, "0"), (-7, "-7"),
      (.nan, "0"),
      (.infinity, "0"), (1e14, "100000000000000"), (1e15, "0"), (-1e300, "0"), (0.96, "1"),
    ])
  func writesCoordinates(value: Double, text: String) {
    var writer = MarkupWriter()
    writer.coordinate(value)
    #expect(writer.string == text)
  }
}
