import RunTables
internal import Yams

extension NodeReader {
  /// The views, each with a name of its own.
  mutating func views(_ node: Node) -> [SavedView] {
    var names: Set<String> = []
    return list(node, "views").compactMap { node in
      guard let view = view(node) else { return nil }
      guard names.insert(view.name).inserted else {
        fail(node, "another view is called `\(view.name)`, too")
        return nil
      }
      return view
    }
  }

  private mutating func view(_ node: Node) -> SavedView? {
    let before = problems.count
    let members = members(of: node, as: ViewKey.self)
    guard let name = members.first(where: { $0.key == .name }) else {
      if problems.count == before { fail(node, "a view needs a `name`") }
      return nil
    }
    var view = SavedView(name: text(name.node, "name") ?? "")
    for (key, node) in members {
      switch key {
      case .name: break
      case .note: view.note = text(node, "note")
      case .experiment: view.experiment = text(node, "experiment").map(NamePattern.init)
      case .filter:
        view.filter = parsed(node, "filter") { text throws(FilterFailure) in try RunFilter(text) }
      case .runs: view.runs = texts(node, "runs")
      case .sort: view.sort = parsed(node, "sort", RunSort.init(parsing:))
      case .columns:
        view.columns = list(node, "columns").compactMap { parsed($0, "columns", ColumnKey.init(parsing:)) }
      case .group: view.group = parsed(node, "group", ColumnKey.init(parsing:))
      case .baseline: view.baseline = text(node, "baseline")
      case .charts: view.charts = list(node, "charts").compactMap { chart($0, isInView: true) }
      }
    }
    return view
  }
}
