internal import Markup

extension NoteWriter {
  /// Writes what a block begins with; false if it is written whole and is not to be entered.
  mutating func enterBlock(_ node: MarkdownNode) -> Bool {
    switch node.kind {
    case .paragraph:
      if let table = document.table(at: node) { return writeWhole(table, isTight: node.isTightParagraph) }
      if !node.isTightParagraph {
        startLine()
        markup.raw("<p>")
      }
      if document.source.hasDoubleTildes { strikes.find(in: node) }
    case .heading:
      if let table = document.table(at: node) { return writeWhole(table, isTight: node.isTightParagraph) }
      return openHeading(node)
    case .blockQuote:
      startLine()
      markup.raw("<blockquote>\n")
    case .list:
      startLine()
      openList(node)
    case .item:
      startLine()
      openItem(node)
    case .codeBlock: writeCodeBlock(node)
    case .htmlBlock: writeHTMLBlock(node)
    case .thematicBreak:
      startLine()
      markup.raw("<hr>\n")
    default: break
    }
    return true
  }

  mutating func leaveBlock(_ node: MarkdownNode) {
    switch node.kind {
    case .paragraph:
      if !node.isTightParagraph { markup.raw("</p>\n") }
    case .heading:
      guard let entry = outline.entries[nextHeading] else { break }
      markup.raw("</h")
      markup.integer(level(of: entry))
      markup.raw(">\n")
      nextHeading += 1
    case .blockQuote:
      startLine()
      markup.raw("</blockquote>\n")
    case .list:
      if node.isOrderedList { markup.raw("</ol>\n") } else { markup.raw("</ul>\n") }
    case .item: markup.raw("</li>\n")
    default: break
    }
  }

  /// Ends the line that was begun, if one was.
  mutating func startLine() {
    if let last = markup.bytes.last, last != 0x0A { markup.raw("\n") }
  }

  private mutating func writeWhole(_ table: NoteTable, isTight: Bool) -> Bool {
    write(table, isTight: isTight)
    return false
  }

  /// A heading without text is left out: it would be a stop on the way of a screen reader, with nothing there.
  private mutating func openHeading(_ node: MarkdownNode) -> Bool {
    guard let entry = outline.entries[nextHeading] else {
      nextHeading += 1
      return false
    }
    startLine()
    markup.raw("<h")
    markup.integer(level(of: entry))
    markup.raw(" id=\"")
    markup.text(entry.id)
    markup.raw("\">")
    if document.source.hasDoubleTildes { strikes.find(in: node) }
    return true
  }

  private func level(of entry: HeadingOutline.Entry) -> Int { min(max(entry.depth + headingOffset, 1), 6) }

  private mutating func openList(_ node: MarkdownNode) {
    guard node.isOrderedList else { return markup.raw("<ul>\n") }
    guard node.firstNumber != 1 else { return markup.raw("<ol>\n") }
    markup.raw("<ol start=")
    markup.integer(node.firstNumber)
    markup.raw(">\n")
  }

  /// An item that begins with `[ ]` or `[x]` and a space is a task; its box is written with its text.
  private mutating func openItem(_ node: MarkdownNode) {
    if let paragraph = node.firstChild, paragraph.kind == .paragraph, let text = paragraph.firstChild,
      text.kind == .text, NoteWriter.isTask(text.literal), !document.startsWithEscape(paragraph)
    {
      taskText = text
      markup.raw("<li class=task>")
    } else {
      markup.raw("<li>")
    }
  }

  private static func isTask(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 4, text[0] == UInt8(ascii: "["), text[2] == UInt8(ascii: "]") else { return false }
    let isMark = text[1] == 0x20 || text[1] == UInt8(ascii: "x") || text[1] == UInt8(ascii: "X")
    return isMark && (text[3] == 0x20 || text[3] == 0x09)
  }

  private mutating func writeCodeBlock(_ node: MarkdownNode) {
    startLine()
    markup.raw("<pre tabindex=0><code")
    let language = node.info.prefix { $0 != 0x20 && $0 != 0x09 }
    if (1...20).contains(language.count), language.allSatisfy(NoteWriter.isLanguageByte) {
      markup.raw(" class=\"language-")
      markup.text(utf8: UnsafeBufferPointer(rebasing: language))
      markup.raw("\"")
    }
    markup.raw(">")
    document.source.write(node.literal, as: .code, to: &markup)
    markup.raw("</code></pre>\n")
  }

  private static func isLanguageByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private mutating func writeHTMLBlock(_ node: MarkdownNode) {
    let text = RawHTML.withoutComments(node.literal)
    guard !text.isEmpty else { return }
    startLine()
    markup.raw("<pre class=html tabindex=0>")
    document.source.write(UnsafeBufferPointer(rebasing: text), as: .code, to: &markup)
    markup.raw("</pre>\n")
  }
}
