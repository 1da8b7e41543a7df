import Foundation
import RunTables
import TestSupport

/// Tests/Vectors/filters.json, which the browser's script is tested on as well.
struct Vectors {
  struct Row: RunRow {
    var facts: [String: CellValue] = [:]
    var columns: [ColumnKey: CellValue] = [:]
    var tagValues: [String] = []
    var depth = 0

    func value(of key: ColumnKey) -> CellValue? {
      if case .fact(let fact) = key { return facts[fact.rawValue] }
      return columns[key]
    }
  }

  struct Broken: Error {}

  let json: [String: Any]
  let rows: [Row]
  let names: ColumnNames

  init() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Checkout.root + "/Tests/Vectors/filters.json"))
    guard let json = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let rows = json["rows"] as? [[String: Any]]
    else { throw Broken() }
    self.json = json
    self.rows = rows.map(Vectors.row)
    let keys = self.rows.flatMap(\.columns.keys)
    names = ColumnNames(
      parameters: keys.compactMap { if case .parameter(let name) = $0 { name } else { nil } },
      metrics: keys.compactMap { if case .metric(let name, _) = $0 { name } else { nil } },
      tags: keys.compactMap { if case .tag(let name) = $0 { name } else { nil } })
  }

  /// The cases of one kind.
  func cases(_ name: String) throws -> [[String: Any]] {
    guard let cases = json[name] as? [[String: Any]], !cases.isEmpty else { throw Broken() }
    return cases
  }

  private static func row(_ json: [String: Any]) -> Row {
    var row = Row()
    for (name, value) in json {
      if let text = value as? String { row.facts[name] = .text(text) }
      if let number = value as? Double, name != "depth" { row.facts[name] = .number(number) }
    }
    row.depth = json["depth"] as? Int ?? 0
    for (name, value) in json["params"] as? [String: String] ?? [:] { row.columns[.parameter(name)] = .text(value) }
    for (name, value) in json["tags"] as? [String: String] ?? [:] {
      row.columns[.tag(name)] = .text(value)
      row.tagValues.append(value)
    }
    for (name, values) in json["metrics"] as? [String: [String: Any]] ?? [:] {
      for (word, value) in values {
        guard let aggregate = MetricAggregate(rawValue: word) else { continue }
        let number = value as? Double ?? Double(value as? String ?? "")
        row.columns[.metric(name, aggregate)] = number.map(CellValue.number)
      }
    }
    return row
  }
}
