import Digests
import RunModel
import RunTables

/// How a chart names a run: as a legend of the settings has it, else by its name.
struct RunLabel {
  let view: ExperimentView
  let template: LegendTemplate?

  /// The columns it needs.
  static func keys(_ template: LegendTemplate?, _ view: ExperimentView) -> [ColumnKey] {
    (template?.pieces ?? []).compactMap { piece in
      if case .key(let key) = piece { view.column(key) } else { nil }
    }
  }

  func text(of run: RunDigest, at place: RunPlace, in site: Site) -> String {
    text(run.header.displayName) { TableRow(site: site, place: place, digest: run, view: view).value(of: $0) }
  }

  /// - Parameters:
  ///   - name: what it is called otherwise.
  ///   - value: of the run in a column.
  func text(_ name: String, _ value: (ColumnKey) -> CellValue?) -> String {
    guard let template else { return name }
    let text = template.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .key(let key):
        view.column(key).flatMap { key in value(key).map { CellText(view: view).text($0, in: key) } } ?? "—"
      }
    }.joined()
    // A label of nothing cannot be seen, and a link of nothing not be followed.
    return text.contains { !$0.isWhitespace } ? text : name
  }
}
