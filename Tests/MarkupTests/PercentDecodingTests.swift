import Markup
import Testing

@Suite("Escapes in addresses")
struct PercentDecodingTests {
  @Test(
    "are undone; what is none stays",
    arguments: [
      ("a%20b.png", "a b.png"), ("%E6%97%a5", "日"), ("100%", "100%"), ("%4", "%4"), ("%zz", "%zz"), ("%+f", "%+f"),
      ("%2541", "%41"), ("%ff", "\u{FFFD}"), ("", ""),
    ])
  func decodes(text: String, expected: String) {
    #expect(PercentDecoding.decode(text) == expected)
  }
}
