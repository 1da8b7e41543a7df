import Digests
import RunTables

/// Some columns of many runs, gathered while their digests go by: what stays of each run is numbers and short texts.
struct RunValues: Sendable {
  private let places: [ColumnKey: Int]
  private let keys: [ColumnKey]
  /// For each key, of each run of the experiment.
  private var columns: [[CellValue?]]
  /// Longer texts are cut: nobody tells them apart by their end.
  private static let textLimit = 300

  /// - Parameter count: of the experiment's runs.
  init(_ keys: Set<ColumnKey>, count: Int) {
    self.keys = Array(keys)
    places = Dictionary(uniqueKeysWithValues: zip(self.keys, self.keys.indices))
    columns = self.keys.map { _ in Array(repeating: nil, count: count) }
  }

  mutating func add(_ row: TableRow) {
    for place in keys.indices { columns[place][row.place.run] = RunValues.short(row.value(of: keys[place])) }
  }

  /// The value of a run in a column that was asked for.
  func value(of key: ColumnKey, in run: Int) -> CellValue? { places[key].flatMap { columns[$0][run] } }

  /// The same as a number, which a parameter's text may be.
  func number(of key: ColumnKey, in run: Int) -> Double? {
    switch value(of: key, in: run) {
    case nil: nil
    case .number(let number): number
    case .text(let text): NumberWord.number(text)
    }
  }

  private static func short(_ value: CellValue?) -> CellValue? {
    guard case .text(let text)? = value, text.utf8.count > textLimit else { return value }
    return .text(text.unicodeScalars.prefix(textLimit / 4).reduce(into: "") { $0.unicodeScalars.append($1) } + "…")
  }
}
