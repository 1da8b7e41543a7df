import Markup
import Notes

/// The HTML of a note whose headings keep their levels, and beside which lie the files given.
func html(_ markdown: String, headingOffset: Int = 0, files: [String: String] = [:]) -> String {
  NoteRenderer.html(markdown: markdown, headingOffset: headingOffset) { target, _ in files[target] }.string
}

/// U+FDD0, which Swift lets no literal hold.
let noncharacter = String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self)

/// A link out of the site, as notes write it.
func outside(_ address: String, _ text: String) -> String {
  "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(text)</a>"
}
