/// The lines of a paragraph in the source, without what block quotes and list items put before them.
struct ParagraphLines {
  /// The bytes of each line without white space around them.
  let lines: [Range<Int>]
  /// Whether the line lacks a `>` of a block quote around it: CommonMark's lazy continuation.
  let isLazy: [Bool]

  /// - Parameters:
  ///   - node: a paragraph, or a heading that is underlined.
  ///   - last: the number of its last line, from 1.
  init?(of node: MarkdownNode, through last: Int, in source: NoteSource, starts: [Int]) {
    guard node.startLine >= 1, last <= starts.count, node.startLine <= last else { return nil }
    let containers = ParagraphLines.containers(of: node)
    let bytes = source.bytes
    var lines: [Range<Int>] = []
    var isLazy: [Bool] = []
    for line in node.startLine...last {
      let end = line < starts.count ? starts[line] : bytes.count
      var start = starts[line - 1]
      var missing = 0
      if line == node.startLine {
        start += node.startColumn - 1
        guard start < end else { return nil }
      } else {
        (start, missing) = ParagraphLines.content(
          of: start..<end, in: bytes, containers: containers, startColumn: node.startColumn)
      }
      lines.append(PipeRow.trimmed(start..<ParagraphLines.withoutLineEnd(start..<end, in: bytes), in: bytes))
      isLazy.append(missing > 0)
    }
    self.lines = lines
    self.isLazy = isLazy
  }

  /// The block quotes and whether any list item is among what a node stands in.
  private static func containers(of node: MarkdownNode) -> (quotes: Int, haveItems: Bool) {
    var quotes = 0
    var haveItems = false
    var parent = node.parent
    while let container = parent {
      if container.kind == .blockQuote { quotes += 1 }
      if container.kind == .item { haveItems = true }
      parent = container.parent
    }
    return (quotes, haveItems)
  }

  /// Where the content of a further line begins, and how many block quotes it does not name.
  ///
  /// On such a line list items are white space only, so all that can stand before the content is a `>` for each
  /// block quote, each after at most three columns of its own. Within list items those columns cannot be told
  /// from the item's; there a `>` counts if it is left of where the paragraph's first line begins. If it is
  /// not, it stays part of the text: the line then is no delimiter row, and the paragraph stays a paragraph.
  private static func content(
    of line: Range<Int>, in bytes: [UInt8], containers: (quotes: Int, haveItems: Bool), startColumn: Int
  ) -> (start: Int, missing: Int) {
    var start = line.lowerBound
    var column = 0
    var allowed = 3
    for found in 0..<containers.quotes {
      var index = start
      while index < line.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 {
        column += bytes[index] == 0x09 ? 4 - column % 4 : 1
        index += 1
      }
      let isInReach = containers.haveItems ? index - line.lowerBound < startColumn - 1 : column <= allowed
      guard index < line.upperBound, bytes[index] == UInt8(ascii: ">"), isInReach else {
        return (start, containers.quotes - found)
      }
      start = index + 1
      column += 1
      // One column after `>` belongs to it.
      allowed = column + 4
    }
    return (start, 0)
  }

  private static func withoutLineEnd(_ line: Range<Int>, in bytes: [UInt8]) -> Int {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }
}
