internal import CCmark

/// A walk over a node and all below it, without recursion however deep it goes.
struct TreeWalk: ~Copyable {
  enum Step {
    case enter(MarkdownNode)
    case leave(MarkdownNode)
  }

  private let iterator: OpaquePointer?
  /// Where `start(at:)` has put the iterator already.
  private var isPlaced = false

  init(_ root: MarkdownNode) { iterator = cmark_iter_new(root.pointer) }

  deinit { cmark_iter_free(iterator) }

  /// Begins at a node below the root instead of at the root.
  mutating func start(at node: MarkdownNode) {
    cmark_iter_reset(iterator, node.pointer, CMARK_EVENT_ENTER)
    isPlaced = true
  }

  /// The next node entered or left; leaves are only entered.
  mutating func next() -> Step? {
    let event = isPlaced ? cmark_iter_get_event_type(iterator) : cmark_iter_next(iterator)
    isPlaced = false
    guard event != CMARK_EVENT_DONE, let node = MarkdownNode(cmark_iter_get_node(iterator)) else { return nil }
    return event == CMARK_EVENT_ENTER ? .enter(node) : .leave(node)
  }

  /// Passes over what is below a node that was just entered, and over leaving it.
  mutating func skip(_ node: MarkdownNode) { cmark_iter_reset(iterator, node.pointer, CMARK_EVENT_EXIT) }
}
