internal import CCmark

/// A tree that cmark made of a note; owns every node of it.
final class MarkdownTree {
  let root: MarkdownNode

  /// Parses pieces of Markdown as if they were one; nil if cmark gives none, which it has no reason for.
  init?(_ pieces: [UInt8]...) {
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8) else { return nil }
    defer { cmark_parser_free(parser) }
    for piece in pieces {
      piece.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), bytes.count)
      }
    }
    guard let root = MarkdownNode(cmark_parser_finish(parser)) else { return nil }
    self.root = root
  }

  deinit { cmark_node_free(root.pointer) }
}
