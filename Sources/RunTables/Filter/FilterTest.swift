/// What a term asks of a run, once its column and its values are known.
enum FilterTest: Sendable, Hashable {
  /// Some text of the run contains it.
  case word(TextSearch)
  /// The column has one of these.
  case any(ColumnKey, [Choice])
  /// The column has none of these.
  case none(ColumnKey, [Choice])
  case order(ColumnKey, FilterOperator, NumberSpan)
  /// The column is not known: there is no value.
  case absent(isUnequal: Bool)

  enum Choice: Sendable, Hashable {
    case anyValue
    case containing(TextSearch)
    /// Equal as numbers if both are numbers, else as texts; lower case.
    case equal([UInt8], number: Double?)
    case within(NumberSpan)
  }

  func holds(_ row: some RunRow) -> Bool {
    switch self {
    case .word(let word):
      return FilterTest.searched.contains { has(word, in: row.value(of: .fact($0))) }
        || row.tagValues.contains(where: word.isIn)
    case .any(let key, let choices):
      guard let value = row.value(of: key) else { return false }
      return choices.contains { $0.holds(value) }
    case .none(let key, let choices):
      guard let value = row.value(of: key) else { return true }
      return !choices.contains { $0.holds(value) }
    case .order(let key, let operation, let span):
      guard let number = row.value(of: key)?.comparedNumber else { return false }
      switch operation {
      case .less: return number < span.low
      case .lessOrEqual: return span.isBelowEnd(number)
      case .greater: return !span.isBelowEnd(number) && !number.isNaN
      default: return number >= span.low
      }
    case .absent(let isUnequal): return isUnequal
    }
  }

  /// Where a word without a key is looked for, beside the tags.
  private static let searched: [RunFact] = [.run, .id, .experiment, .user]

  private func has(_ word: TextSearch, in value: CellValue?) -> Bool {
    guard case .text(let text)? = value else { return false }
    return word.isIn(text)
  }
}

extension FilterTest.Choice {
  fileprivate func holds(_ value: CellValue) -> Bool {
    switch self {
    case .anyValue: return true
    case .containing(let part):
      guard case .text(let text) = value else { return false }
      return part.isIn(text)
    case .equal(let text, let number):
      if let number, let other = value.comparedNumber { return number == other }
      switch value {
      case .text(let other): return LowerCase.bytes(other) == text
      case .number(let other): return other.isNaN && text == Array("nan".utf8)
      }
    case .within(let span):
      guard case .number(let number) = value else { return false }
      return number >= span.low && span.isBelowEnd(number)
    }
  }
}

extension CellValue {
  /// The number it is, or the text says it is.
  fileprivate var comparedNumber: Double? {
    switch self {
    case .text(let text): NumberWord.number(text)
    case .number(let number): number
    }
  }
}
