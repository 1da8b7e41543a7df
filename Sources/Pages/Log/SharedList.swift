import Synchronization

/// A list that several threads fill in, each at its places.
final class SharedList<Element: Sendable>: Sendable {
  private let elements: Mutex<[Element?]>

  init(count: Int) { elements = Mutex([Element?](repeating: nil, count: count)) }

  func set(_ element: Element, at place: Int) { elements.withLock { $0[place] = element } }

  /// The elements that were set, in order.
  var values: [Element] { elements.withLock { $0.compactMap { $0 } } }
}
