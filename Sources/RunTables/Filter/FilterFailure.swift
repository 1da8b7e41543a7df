/// What is wrong with a filter, a key or a legend.
public enum FilterFailure: Error, Sendable, Hashable {
  /// - Parameter key: as it was written.
  case unknownColumn(key: String, suggestion: String?)
  /// - Parameter what: is expected after the operator: `a number`.
  case missingValue(term: String, what: String, after: String)
  case notANumber(term: String, value: String)
  case notADate(term: String, value: String)
  case notATime(term: String, value: String)
  case openQuote(term: String)
  case missingColumn(term: String)
  case missingTerm
  case tooLong
  case emptyKey
  case openBrace(text: String)
  case emptyBraces(text: String)
}

extension FilterFailure: CustomStringConvertible {
  /// A sentence for a reader.
  public var description: String {
    switch self {
    case .unknownColumn(let key, let suggestion?): "No column is called \(code(key)); did you mean \(code(suggestion))?"
    case .unknownColumn(let key, nil): "No column is called \(code(key))."
    case .missingValue(let term, let what, let after): "\(code(term)) lacks \(what) after \(code(after))."
    case .notANumber(let term, let value): "\(code(term)): \(code(value)) is no number."
    case .notADate(let term, let value): "\(code(term)): \(code(value)) is no date such as 2026-11-23."
    case .notATime(let term, let value): "\(code(term)): \(code(value)) is no time such as 90s, 15m, 1.5h or 2d."
    case .openQuote(let term): "The quote in \(code(term)) is not closed."
    case .missingColumn(let term): "Before \(code(term)) the name of a column is missing."
    case .missingTerm: "After `-` a term is missing."
    case .tooLong: "The filter is longer than 10,000 characters."
    case .emptyKey: "The name of a column is missing."
    case .openBrace(let text): "The `{` in \(code(text)) is not closed."
    case .emptyBraces(let text): "Between `{` and `}` in \(code(text)) the name of a column is missing."
    }
  }

  /// At most 60 characters of what was written.
  private func code(_ text: String) -> String {
    var cut = text.unicodeScalars.prefix(60).reduce(into: "") { $0.unicodeScalars.append($1) }
    if cut.utf8.count < text.utf8.count { cut += "…" }
    return "`\(cut)`"
  }
}
