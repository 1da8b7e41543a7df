/// Makes a test of a term: finds its column, and reads its values as the column wants them.
struct FilterBinding {
  let term: FilterScanner.Term
  /// What the table has; nil if it is not known.
  let columns: ColumnNames?

  var test: FilterTest {
    get throws(FilterFailure) {
      guard let operation = term.operation else { return .word(TextSearch(term.key)) }
      let written = ColumnKey(plain: term.key)
      if term.values.contains(where: { $0.text.isEmpty && !$0.isQuoted }) { throw missingValue(written, operation) }
      let key = try find(written)
      if operation.isOrder { return .order(key, operation, try span(term.value, of: key)) }
      var choices: [FilterTest.Choice] = []
      for value in term.values { choices.append(try choice(value, of: key, operation)) }
      if case .name = key { return .absent(isUnequal: operation == .unequal) }
      return operation == .unequal ? .none(key, choices) : .any(key, choices)
    }
  }

  private func find(_ key: ColumnKey) throws(FilterFailure) -> ColumnKey {
    guard let columns else { return key }
    guard let found = columns.find(key) else {
      throw .unknownColumn(key: term.keyAsWritten, suggestion: columns.suggestion(for: key))
    }
    return found
  }

  private func missingValue(_ key: ColumnKey, _ operation: FilterOperator) -> FilterFailure {
    let after = term.values.count > 1 && !operation.isOrder ? "," : operation.rawValue
    var what = "a value"
    if operation.isOrder {
      switch key {
      case .fact(.duration): what = "a time"
      case .fact(let fact) where fact.isMoment: what = "a date"
      default: what = "a number"
      }
    }
    return .missingValue(term: term.text, what: what, after: after)
  }

  private func choice(
    _ value: QuotedText.Piece, of key: ColumnKey, _ operation: FilterOperator
  ) throws(FilterFailure) -> FilterTest.Choice {
    if operation == .contains, value.text == "*", !value.isQuoted { return .anyValue }
    let text = LowerCase.bytes(value.text)
    switch key {
    case .fact(let fact) where !fact.isText: return .within(try span(value.text, of: key))
    case .metric:
      let number = NumberWord.number(value.text)
      guard number != nil || text == Array("nan".utf8) else { throw .notANumber(term: term.text, value: value.text) }
      return .equal(text, number: number)
    default:
      if operation == .contains, key != .fact(.status) { return .containing(TextSearch(value.text)) }
      return .equal(text, number: NumberWord.number(value.text))
    }
  }

  private func span(_ text: String, of key: ColumnKey) throws(FilterFailure) -> NumberSpan {
    switch key {
    case .fact(.duration):
      guard let seconds = NumberWord.seconds(text) else { throw .notATime(term: term.text, value: text) }
      return NumberSpan(low: seconds)
    case .fact(let fact) where fact.isMoment:
      guard let span = DateWord.span(text) else { throw .notADate(term: term.text, value: text) }
      return span
    default:
      guard let number = NumberWord.number(text) else { throw .notANumber(term: term.text, value: text) }
      return NumberSpan(low: number)
    }
  }
}
