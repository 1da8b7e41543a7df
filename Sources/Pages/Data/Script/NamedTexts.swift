import RunModel

/// Texts under a name: parameters, tags.
struct NamedTexts {
  private var places: [String: Int] = [:]
  private(set) var columns: [(name: String, texts: ScriptTexts)] = []

  mutating func add(_ value: NamedValue, row: Int) {
    let place = places[value.name] ?? columns.count
    if place == columns.count {
      places[value.name] = place
      columns.append((value.name, ScriptTexts()))
    }
    columns[place].texts.add(TableScript.cut(value.value), row: row)
  }
}
