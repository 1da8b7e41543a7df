/// What a test asks of the page of a view.
struct ViewProbe {
  let html: String

  init(_ html: String) { self.html = html }

  private var rows: [(look: String, name: String, rest: String)] {
    html.components(after: "<tr").compactMap { row in
      guard row.contains("<th scope=row "), let link = row.components(after: "</i><a href=").first else { return nil }
      let look = row.hasPrefix(" class=") ? String(row.dropFirst(7).prefix { $0 != ">" }) : ""
      let name = link.components(after: ">").first.map { String($0.prefix { $0 != "<" }) } ?? ""
      return (look, name, row)
    }
  }

  /// The names of runs, row by row.
  var runs: [String] { rows.map(\.name) }

  /// The names of runs whose rows look so.
  func runs(look: String) -> [String] { rows.filter { $0.look == look }.map(\.name) }

  /// The cells of a run after its name.
  func cells(of name: String) -> [String] {
    guard let row = rows.first(where: { $0.name == name }) else { return [] }
    return row.rest.components(after: "<td").map { cell in
      "<td" + String(cell.prefix { $0 != "\n" })
    }
  }

  /// The texts of the heads of columns.
  var heads: [String] {
    html.components(after: "<th scope=col").filter { !$0.hasPrefix("group") }
      .map { String(($0.components(after: ">").first ?? "").prefix { $0 != "<" && $0 != "\n" }) }
  }

  /// The texts of what columns have in common.
  var groups: [String] {
    html.components(after: "<th scope=colgroup").map {
      String(($0.components(after: ">").first ?? "").prefix { $0 != "<" && $0 != "\n" })
    }
  }
}

extension String {
  /// What follows each occurrence of a text, to the next one.
  func components(after separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).dropFirst().map(String.init)
  }
}
