/// The text of nodes without their markup.
enum PlainText {
  /// The text below a node, breaks as spaces.
  ///
  /// - Parameters:
  ///   - strikes: strikethrough found below the node, whose tildes are left out.
  ///   - keepsHTML: whether raw HTML, which the page shows as text, is part of it.
  static func of(
    _ root: MarkdownNode, in source: NoteSource, strikes: Strikethrough? = nil, keepsHTML: Bool = true
  ) -> String {
    var bytes: [UInt8] = []
    var walk = TreeWalk(root)
    while let step = walk.next() {
      guard case .enter(let node) = step else { continue }
      switch node.kind {
      case .text where strikes?[node].isEmpty == false:
        var text = Array(node.literal)
        for mark in (strikes?[node] ?? []).reversed() { text.removeSubrange(mark.offset..<(mark.offset + 2)) }
        text.withUnsafeBufferPointer { add($0, .prose, of: source, to: &bytes) }
      case .text: add(node.literal, .prose, of: source, to: &bytes)
      case .code: add(node.literal, .code, of: source, to: &bytes)
      case .html where keepsHTML && !RawHTML.isComment(node.literal):
        add(node.literal, .code, of: source, to: &bytes)
      case .softBreak, .lineBreak: bytes.append(0x20)
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func add(
    _ text: UnsafeBufferPointer<UInt8>, _ kind: EscapedTildes.Kind, of source: NoteSource, to bytes: inout [UInt8]
  ) {
    if source.hasEscapedTildes {
      bytes.append(contentsOf: EscapedTildes.show(text, as: kind))
    } else {
      bytes.append(contentsOf: text)
    }
  }
}
