internal import Markup

/// Writes the tree of a note as HTML.
///
/// Blocks begin on a line of their own. What stands where is CommonMark's; the files beside this one write each
/// part: blocks, inlines, links, tables.
struct NoteWriter {
  /// Inlines within inlines that get tags; what is deeper is text only.
  static let inlineDepthLimit = 40

  /// How a link that was entered is to be left.
  enum LinkEnd { case none, anchor, span }

  var markup: MarkupWriter
  let document: NoteDocument
  let outline: HeadingOutline
  let headingOffset: Int
  let resolve: (String, NoteLink) -> String?
  /// Whether links lead anywhere and images are shown.
  var hasLinks = true

  /// The index in the outline of the next heading.
  var nextHeading = 0
  /// How many tables were written.
  var tableCount = 0
  /// Emphasis and strikethrough that is open.
  var inlineDepth = 0
  /// How the links are left that are open.
  ///
  /// CommonMark lets no link hold another, but cmark lets one hold an address in angle brackets.
  var openLinks: [LinkEnd] = []
  /// Whether what is written stands in an `<a>`, which can hold no other.
  var isInAnchor: Bool { openLinks.contains(.anchor) }
  var strikes = Strikethrough()
  /// The text that begins with `[ ]` or `[x]`, of the task list item that was entered last.
  var taskText: MarkdownNode?

  init(
    _ document: NoteDocument, outline: HeadingOutline, headingOffset: Int,
    resolve: @escaping (String, NoteLink) -> String?
  ) {
    self.document = document
    self.outline = outline
    self.headingOffset = headingOffset
    self.resolve = resolve
    markup = MarkupWriter(reserving: document.source.bytes.count + document.source.bytes.count / 4)
  }

  /// Writes the whole note.
  mutating func writeBody() {
    guard let firstBlock = document.firstBlock else { return }
    var walk = TreeWalk(document.root)
    walk.start(at: firstBlock)
    while let step = walk.next() {
      switch step {
      case .enter(let node):
        if !enter(node) { walk.skip(node) }
      case .leave(let node): leave(node)
      }
    }
  }

  /// Writes the inlines that a block holds, without the block.
  mutating func writeInlines(of block: MarkdownNode) {
    if document.source.hasDoubleTildes { strikes.find(in: block) }
    var walk = TreeWalk(block)
    while let step = walk.next() {
      switch step {
      case .enter(let node) where node != block:
        if !enter(node) { walk.skip(node) }
      case .leave(let node) where node != block: leave(node)
      default: break
      }
    }
  }

  /// Writes what a node begins with; false if it is written whole and is not to be entered.
  private mutating func enter(_ node: MarkdownNode) -> Bool {
    switch node.kind {
    case .text: writeText(node)
    case .softBreak: markup.raw("\n")
    case .lineBreak: markup.raw("<br>\n")
    case .code: writeCode(node)
    case .html: writeHTML(node)
    case .emphasis, .strong: openEmphasis(node)
    case .link: openLink(node)
    case .image:
      writeImage(node)
      return false
    case .document, .other: break
    default: return enterBlock(node)
    }
    return true
  }

  private mutating func leave(_ node: MarkdownNode) {
    switch node.kind {
    case .emphasis, .strong: closeEmphasis(node)
    case .link: closeLink()
    default: leaveBlock(node)
    }
  }
}
