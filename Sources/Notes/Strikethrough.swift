/// The `~~` that strike text through, found among the text nodes of one parent at a time.
///
/// The rules are those of GitHub's extension: two tildes open where a word can begin and close where one can
/// end, as two asterisks do. Any other number of them is text, so `~5 min` stays what it is.
struct Strikethrough {
  /// Two tildes of a text node that open or close.
  struct Mark {
    let offset: Int
    let opens: Bool
  }

  private enum Neighbour { case space, punctuation, other }

  private var marks: [MarkdownNode: [Mark]] = [:]

  /// The marks in a text node, in the order of their offsets.
  subscript(node: MarkdownNode) -> [Mark] { marks[node] ?? [] }

  /// Finds the pairs among the children of a node; pairs never cross the borders of emphasis or links.
  mutating func find(in parent: MarkdownNode) {
    var openers: [(node: MarkdownNode, offset: Int)] = []
    var found: [MarkdownNode: [Mark]] = [:]
    var child = parent.firstChild
    while let node = child {
      defer { child = node.next }
      guard node.kind == .text else { continue }
      let text = node.literal
      for offset in Strikethrough.pairs(in: text) {
        let before = Strikethrough.before(offset, in: text, of: node)
        let after = Strikethrough.after(offset + 2, in: text, of: node)
        let leftFlanking = after != .space && (after != .punctuation || before != .other)
        let rightFlanking = before != .space && (before != .punctuation || after != .other)
        if rightFlanking, let opener = openers.popLast() {
          found[opener.node, default: []].append(Mark(offset: opener.offset, opens: true))
          found[node, default: []].append(Mark(offset: offset, opens: false))
        } else if leftFlanking {
          openers.append((node, offset))
        }
      }
    }
    // Pairs are found by where they end.
    for (node, unsorted) in found { marks[node] = unsorted.sorted { $0.offset < $1.offset } }
  }

  /// Where exactly two tildes stand together.
  private static func pairs(in text: UnsafeBufferPointer<UInt8>) -> [Int] {
    var found: [Int] = []
    var index = 0
    while let start = text[index...].firstIndex(of: UInt8(ascii: "~")) {
      index = text[start...].firstIndex { $0 != UInt8(ascii: "~") } ?? text.count
      if index - start == 2 { found.append(start) }
    }
    return found
  }

  private static func before(
    _ offset: Int, in text: UnsafeBufferPointer<UInt8>, of node: MarkdownNode
  ) -> Neighbour {
    guard offset > 0 else { return edge(node.previous, of: node) }
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return neighbour(text[start..<offset])
  }

  private static func after(
    _ offset: Int, in text: UnsafeBufferPointer<UInt8>, of node: MarkdownNode
  ) -> Neighbour {
    guard offset < text.count else { return edge(node.next, of: node) }
    var end = offset + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return neighbour(text[offset..<end])
  }

  /// What stands beside a text node: a break or the block's end is like white space, all else begins or ends
  /// with a punctuation mark in the source.
  private static func edge(_ sibling: MarkdownNode?, of node: MarkdownNode) -> Neighbour {
    switch sibling?.kind ?? node.parent?.kind {
    case .softBreak, .lineBreak, .paragraph, .heading: .space
    default: .punctuation
    }
  }

  private static func neighbour(_ character: Slice<UnsafeBufferPointer<UInt8>>) -> Neighbour {
    guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else { return .space }
    if scalar.properties.isWhitespace { return .space }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .punctuation
    // CommonMark counts all of ASCII's symbols as punctuation.
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return scalar.isASCII ? .punctuation : .other
    default: return .other
    }
  }
}
