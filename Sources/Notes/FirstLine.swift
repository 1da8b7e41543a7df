/// The line that stands for a note in a table.
enum FirstLine {
  /// The most Unicode scalars it has.
  static let limit = 200

  static func of(_ source: NoteSource) -> String {
    guard !NoteHazards.areIn(source.bytes), let document = NoteDocument(source) else {
      return shortened(String(decoding: source.bytes, as: UTF8.self))
    }
    var code = ""
    var block = document.firstBlock
    while let node = block {
      block = node.nextBlock
      switch node.kind {
      case .paragraph, .heading:
        let line = shortened(text(of: node, in: document))
        if !line.isEmpty { return line }
      case .codeBlock where code.isEmpty:
        let literal = String(decoding: node.literal, as: UTF8.self)
        code = literal.split(whereSeparator: \.isNewline).lazy.map { shortened(String($0)) }.first { !$0.isEmpty } ?? ""
      default: break
      }
    }
    return code
  }

  private static func text(of node: MarkdownNode, in document: NoteDocument) -> String {
    guard let table = document.table(at: node) else { return plain(node, in: document) }
    if let introduction = document.front(table.introduction) { return plain(introduction, in: document) }
    return table.header.compactMap { document.front($0) }.map { plain($0, in: document) }.joined(separator: " · ")
  }

  private static func plain(_ block: MarkdownNode, in document: NoteDocument) -> String {
    var strikes = Strikethrough()
    if document.source.hasDoubleTildes {
      var walk = TreeWalk(block)
      while let step = walk.next() {
        if case .enter(let node) = step, node.firstChild != nil { strikes.find(in: node) }
      }
    }
    return PlainText.of(block, in: document.source, strikes: strikes, keepsHTML: false)
  }

  /// A text on one line, its white space single, cut after 200 scalars.
  private static func shortened(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var count = 0
    var isSpaceDue = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
        isSpaceDue = count > 0
        continue
      }
      if count >= limit {
        line.append("…")
        break
      }
      if isSpaceDue {
        line.append(" ")
        count += 1
        isSpaceDue = false
      }
      line.append(scalar)
      count += 1
    }
    return String(line)
  }
}
