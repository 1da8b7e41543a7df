import Markup

/// What a page puts into the slots of a template: ready markup by name.
///
/// A list in the order it was filled, since a page has some twenty and asks for each once.
struct PageSlots: ExpressibleByDictionaryLiteral {
  private(set) var filled: [(name: String, markup: MarkupWriter)] = []

  private static let usualCount = 32

  init() { filled.reserveCapacity(PageSlots.usualCount) }

  init(dictionaryLiteral slots: (String, MarkupWriter)...) {
    self.init()
    for (name, markup) in slots { self[name] = markup }
  }

  /// The markup of a slot; one that holds nothing counts as absent.
  subscript(name: String) -> MarkupWriter {
    get { filled.first { $0.name == name }?.markup ?? MarkupWriter() }
    set {
      if let place = filled.firstIndex(where: { $0.name == name }) { filled.remove(at: place) }
      if !newValue.isEmpty { filled.append((name, newValue)) }
    }
  }

  /// Takes the slots of another part of the page along.
  mutating func add(_ others: PageSlots) {
    for slot in others.filled { self[slot.name] = slot.markup }
  }
}
