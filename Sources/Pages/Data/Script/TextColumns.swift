import RunModel

/// Text columns that are told apart by a name: parameters, tags.
struct TextColumns {
  private let places: [String: Int]
  private(set) var columns: [(name: String, texts: ScriptTexts)]

  /// - Parameter names: in the order of the columns; values of other names are left out.
  init(_ names: some Sequence<String>) {
    columns = names.map { ($0, ScriptTexts()) }
    places = Dictionary(zip(columns.map(\.name), columns.indices)) { first, _ in first }
  }

  /// Adds the values of a row; rows are to come in order.
  mutating func add(_ values: [NamedValue], row: Int) {
    for value in values {
      if let place = places[value.name] { columns[place].texts.add(value.value, row: row) }
    }
  }
}
