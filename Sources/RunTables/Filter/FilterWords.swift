/// A filter in words, for a reader who does not know how it is written.
struct FilterWords {
  let columns: ColumnNames
  /// More values than this are not told.
  private static let valueLimit = 8

  /// `status is completed`, `lr is less than 0.01`.
  func text(_ term: FilterScanner.Term) -> String {
    let not = term.isNegated
    guard let operation = term.operation else {
      return "name, id, experiment, user or a tag " + (not ? "does not contain " : "contains ")
        + FilterWords.quoted(term.key)
    }
    let written = ColumnKey(plain: term.key)
    let key = columns.find(written) ?? written
    if operation == .contains, term.values.contains(where: { $0.text == "*" && !$0.isQuoted }) {
      return "\(key.label) has \(not ? "no" : "a") value"
    }
    return "\(key.label) \(verb(operation, key, isNegated: not)) \(values(term, operation, key))"
  }

  private func verb(_ operation: FilterOperator, _ key: ColumnKey, isNegated not: Bool) -> String {
    let isMoment = if case .fact(let fact) = key { fact.isMoment } else { false }
    let relation: String
    switch operation {
    case .contains where isText(key): return not ? "does not contain" : "contains"
    case .contains, .equal: return not ? "is not" : "is"
    case .unequal: return not ? "is" : "is not"
    case .less: relation = isMoment ? "before" : "less than"
    case .lessOrEqual: relation = isMoment ? "in or before" : "at most"
    case .greater: relation = isMoment ? "after" : "more than"
    case .greaterOrEqual: relation = isMoment ? "in or after" : "at least"
    }
    return (not ? "is not " : "is ") + relation
  }

  /// Whether `:` looks for a part of the column's text.
  private func isText(_ key: ColumnKey) -> Bool {
    switch key {
    case .fact(.status), .metric: false
    case .fact(let fact): fact.isText
    default: true
    }
  }

  private func values(_ term: FilterScanner.Term, _ operation: FilterOperator, _ key: ColumnKey) -> String {
    if operation.isOrder { return FilterWords.cut(term.value) }
    let isPart = operation == .contains && isText(key)
    var texts = term.values.prefix(FilterWords.valueLimit).map {
      isPart || $0.text.isEmpty ? FilterWords.quoted($0.text) : FilterWords.cut($0.text)
    }
    if term.values.count > texts.count { texts.append("one of \(term.values.count - texts.count) more") }
    let last = texts.removeLast()
    return texts.isEmpty ? last : texts.joined(separator: ", ") + " or " + last
  }

  private static func quoted(_ text: String) -> String { "“\(cut(text))”" }

  private static func cut(_ text: String) -> String {
    let cut = text.unicodeScalars.prefix(100).reduce(into: "") { $0.unicodeScalars.append($1) }
    return cut.utf8.count < text.utf8.count ? cut + "…" : cut
  }
}

extension RunFilter {
  /// What it asks, in words: `status is completed and lr is less than 0.01`; empty if it shows every run.
  public func words(in columns: ColumnNames) -> String {
    guard var scanner = try? FilterScanner(text) else { return "" }
    let words = FilterWords(columns: columns)
    var terms: [String] = []
    while let term = try? scanner.next() { terms.append(words.text(term)) }
    return terms.joined(separator: " and ")
  }
}
