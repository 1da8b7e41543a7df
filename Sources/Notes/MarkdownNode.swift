internal import CCmark
internal import Glibc

/// A node of cmark's tree, valid as long as the `MarkdownTree` it belongs to.
struct MarkdownNode: Hashable {
  /// What a node is; the names are CommonMark's.
  enum Kind {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, html, emphasis, strong, link, image
    /// What cmark makes for other renderers only.
    case other
  }

  let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .html
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_DOCUMENT: .document
    default: .other
    }
  }

  var parent: MarkdownNode? { MarkdownNode(cmark_node_parent(pointer)) }
  var previous: MarkdownNode? { MarkdownNode(cmark_node_previous(pointer)) }
  var next: MarkdownNode? { MarkdownNode(cmark_node_next(pointer)) }
  var firstChild: MarkdownNode? { MarkdownNode(cmark_node_first_child(pointer)) }

  /// The first line of a block, from 1.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  /// The byte of its line that a block starts at, from 1.
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  /// The last line of a block; of an underlined heading it is one too many, but for the end of a note.
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

  /// The text of a leaf, escapes and entities undone; empty for other nodes.
  var literal: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_literal(pointer)) }
  /// The target of a link or an image, escapes and entities undone.
  var target: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_url(pointer)) }
  /// The title of a link or an image.
  var title: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_title(pointer)) }
  /// What stands after the opening fence of a code block.
  var info: UnsafeBufferPointer<UInt8> { MarkdownNode.bytes(cmark_node_get_fence_info(pointer)) }

  /// From 1 to 6.
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var isTightList: Bool { cmark_node_get_list_tight(pointer) != 0 }
  /// The number of an ordered list's first item.
  var firstNumber: Int { Int(cmark_node_get_list_start(pointer)) }

  /// Whether a paragraph stands in an item of a list without blank lines, and so has no tags of its own.
  var isTightParagraph: Bool {
    guard let list = parent?.parent, list.kind == .list else { return false }
    return list.isTightList
  }

  /// The block after this one in the order of the note, inlines left out; nil at the end.
  var nextBlock: MarkdownNode? {
    switch kind {
    case .document, .blockQuote, .list, .item:
      if let child = firstChild { return child }
    default: break
    }
    var node = self
    while true {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      node = parent
    }
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
  }
}
