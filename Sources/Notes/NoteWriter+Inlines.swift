internal import Markup

extension NoteWriter {
  /// Writes a text with its strikethrough, after the box of a task if it is a task's.
  mutating func writeText(_ node: MarkdownNode) {
    let text = node.literal
    var start = 0
    if node == taskText {
      writeTaskBox(isDone: text[1] != 0x20)
      taskText = nil
      start = 3
    }
    if document.source.hasDoubleTildes {
      for mark in strikes[node] where mark.offset >= start {
        write(text[start..<mark.offset])
        writeStrike(mark)
        start = mark.offset + 2
      }
    }
    write(text[start...])
  }

  mutating func writeCode(_ node: MarkdownNode) {
    markup.raw("<code>")
    document.source.write(node.literal, as: .code, to: &markup)
    markup.raw("</code>")
  }

  /// Raw HTML is text, its comments are nothing.
  mutating func writeHTML(_ node: MarkdownNode) {
    if RawHTML.isComment(node.literal) { return }
    document.source.write(node.literal, as: .code, to: &markup)
  }

  mutating func openEmphasis(_ node: MarkdownNode) {
    inlineDepth += 1
    if document.source.hasDoubleTildes { strikes.find(in: node) }
    guard inlineDepth <= NoteWriter.inlineDepthLimit else { return }
    if node.kind == .strong { markup.raw("<strong>") } else { markup.raw("<em>") }
  }

  mutating func closeEmphasis(_ node: MarkdownNode) {
    inlineDepth -= 1
    guard inlineDepth < NoteWriter.inlineDepthLimit else { return }
    if node.kind == .strong { markup.raw("</strong>") } else { markup.raw("</em>") }
  }

  private mutating func write(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
    document.source.write(UnsafeBufferPointer(rebasing: text), as: .prose, to: &markup)
  }

  /// The box has a name of its own: it stands before its text, and a browser does not take that for its label.
  private mutating func writeTaskBox(isDone: Bool) {
    if isDone {
      markup.raw("<input type=checkbox disabled checked aria-label=\"Done\">")
    } else {
      markup.raw("<input type=checkbox disabled aria-label=\"Not done\">")
    }
  }

  private mutating func writeStrike(_ mark: Strikethrough.Mark) {
    if mark.opens {
      inlineDepth += 1
      if inlineDepth <= NoteWriter.inlineDepthLimit { markup.raw("<del>") }
    } else {
      inlineDepth -= 1
      if inlineDepth < NoteWriter.inlineDepthLimit { markup.raw("</del>") }
    }
  }
}
