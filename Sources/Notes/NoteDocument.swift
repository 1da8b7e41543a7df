/// A note parsed: its blocks, and its tables with their cells.
struct NoteDocument {
  let source: NoteSource
  /// The first block of the note itself; nil if it has none.
  let firstBlock: MarkdownNode?

  private let tree: MarkdownTree
  /// The lines that stand before the note in the tree.
  private let frontLines: Int
  /// The nodes on those lines: the cells, and the paragraphs that tables follow.
  private let frontNodes: [MarkdownNode?]
  private let tables: [Int: NoteTable]
  /// Where the note's lines begin; empty if it escapes no brackets.
  private let starts: [Int]

  /// Parses once, and once more with the cells before the note if it has tables.
  init?(_ source: NoteSource) {
    self.source = source
    guard var tree = MarkdownTree(source.bytes) else { return nil }
    var finder = TableFinder(source)
    finder?.search(tree)
    tables = finder?.tables ?? [:]
    frontLines = finder?.frontLines ?? 0
    if let finder, frontLines > 0 {
      guard let whole = MarkdownTree(finder.front, source.bytes) else { return nil }
      tree = whole
    }
    self.tree = tree
    starts = source.bytes.hasPair(UInt8(ascii: "\\"), UInt8(ascii: "[")) ? source.lineStarts() : []

    var nodes: [MarkdownNode?] = Array(repeating: nil, count: frontLines + 1)
    var block = tree.root.firstChild
    while let node = block, node.startLine <= frontLines {
      nodes[node.startLine] = node
      block = node.next
    }
    frontNodes = nodes
    firstBlock = block
  }

  var root: MarkdownNode { tree.root }

  /// The table that stands in place of a paragraph, or of a heading that is underlined.
  func table(at node: MarkdownNode) -> NoteTable? { tables.isEmpty ? nil : tables[node.startLine - frontLines] }

  /// The node that holds the inlines of a table's cell or introduction, by its line.
  func front(_ line: Int) -> MarkdownNode? { frontNodes.indices.contains(line) ? frontNodes[line] : nil }

  /// Whether the text of a paragraph begins with an escape, which cmark's tree does not tell.
  func startsWithEscape(_ paragraph: MarkdownNode) -> Bool {
    let line = paragraph.startLine - frontLines
    guard starts.indices.contains(line - 1) else { return false }
    let index = starts[line - 1] + paragraph.startColumn - 1
    return source.bytes.indices.contains(index) && source.bytes[index] == UInt8(ascii: "\\")
  }
}
