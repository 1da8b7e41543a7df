import RunModel

/// A cell's value as tables are sorted by it: numbers, then texts with numbers in them counted, then NaN, then nothing.
///
/// NaN and nothing stay last when the greatest comes first.
public enum SortValue: Sendable, Hashable {
  case number(Double)
  case text(String)
  case nan
  case missing

  /// - Parameter key: of the column; only of parameters, texts are taken for the numbers they are.
  public init(_ value: CellValue?, in key: ColumnKey) {
    switch value {
    case nil: self = .missing
    case .number(let number): self = number.isNaN ? .nan : .number(number)
    case .text(let text):
      if case .parameter = key, let number = NumberWord.number(text) {
        self = .number(number)
      } else {
        // One is kept for each run of a table; what is longer nobody tells apart by its end.
        let isLong = text.utf8.count > 2000
        self = .text(isLong ? text.unicodeScalars.prefix(500).reduce(into: "") { $0.unicodeScalars.append($1) } : text)
      }
    }
  }

  /// Whether the first is to stand before the second.
  public static func precedes(_ a: SortValue, _ b: SortValue, isDescending: Bool = false) -> Bool {
    switch (a, b) {
    case (.number(let first), .number(let second)): isDescending ? first > second : first < second
    case (.text(let first), .text(let second)):
      isDescending ? NameOrder.precedesAsCounted(second, first) : NameOrder.precedesAsCounted(first, second)
    case (.number, .text): !isDescending
    case (.text, .number): isDescending
    default: a.rank < b.rank
    }
  }

  private var rank: Int {
    switch self {
    case .number, .text: 0
    case .nan: 1
    case .missing: 2
    }
  }
}
