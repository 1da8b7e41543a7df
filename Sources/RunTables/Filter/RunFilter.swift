/// Which runs of a table are shown; the grammar is in docs/comparison.md.
public struct RunFilter: Sendable, Hashable {
  /// As it was written.
  public let text: String
  private var terms: [Term] = []

  private struct Term: Sendable, Hashable {
    var isNegated: Bool
    var test: FilterTest
  }

  /// - Parameter columns: what the table has; nil to ask only whether the filter is well written: names without a
  ///   prefix have no value then.
  /// - Throws: the first failure, from the left.
  public init(_ text: String, columns: ColumnNames? = nil) throws(FilterFailure) {
    self.text = text
    var scanner = try FilterScanner(text)
    while let term = try scanner.next() {
      let test = try FilterBinding(term: term, columns: columns).test
      terms.append(Term(isNegated: term.isNegated, test: test))
    }
  }

  private init(text: String) { self.text = text }

  /// The same filter for a table; a column the table lacks has no value, and is told.
  public func bound(to columns: ColumnNames) -> (filter: RunFilter, failures: [FilterFailure]) {
    var filter = RunFilter(text: text)
    var failures: [FilterFailure] = []
    guard var scanner = try? FilterScanner(text) else { return (self, []) }
    while let term = try? scanner.next() {
      let test: FilterTest
      do {
        test = try FilterBinding(term: term, columns: columns).test
      } catch {
        failures.append(error)
        test = .absent(isUnequal: term.operation == .unequal)
      }
      filter.terms.append(Term(isNegated: term.isNegated, test: test))
    }
    return (filter, failures)
  }

  /// Whether it shows every run.
  public var isEmpty: Bool { terms.isEmpty }

  /// Whether all terms hold for a run.
  public func holds(_ row: some RunRow) -> Bool {
    terms.allSatisfy { $0.test.holds(row) != $0.isNegated }
  }
}
