import Analysis
import Digests
import Markup
import RunModel

/// `table.js` and `table-more.js`: all columns of an experiment's runs, for the script.
///
/// Columns are kept until the last row, since files have one column after the other: as much memory as the files
/// take, which `cellLimit` bounds. The form is written down in `docs/comparison.md`.
struct TableScript {
  /// Above so many cells of metrics and parameters columns are left out, the least asked for first.
  private static let cellLimit = 6_000_000
  /// Texts are cut here: nobody reads more of them in a table.
  private static let textLimit = 200
  /// Tags that hold what other columns say, or documents.
  private static let noise: Set<String> = ["mlflow.log-model.history", "mlflow.note.content", "mlflow.runName"]

  let site: Site
  let index: Int
  let view: ExperimentView
  let hasMore: Bool
  let isCut: Bool
  var rowCount = 0
  var pages = MarkupWriter()
  var facts: [(key: StaticString, texts: ScriptTexts)] = [
    ("run", .init()), ("id", .init()), ("status", .init()), ("user", .init()), ("compute", .init()), ("kind", .init()),
    ("parent", .init()), ("commit", .init()), ("note", .init()),
  ]
  var start = ScriptNumbers()
  var end = ScriptNumbers()
  var duration = ScriptNumbers()
  var depth = ScriptNumbers()
  var colour = ScriptNumbers()
  var dash = ScriptNumbers()
  var lines = ScriptNumbers()
  var parameters = NamedTexts()
  var tags = NamedTexts()
  var metrics: [MetricNumbers]

  init(site: Site, experiment index: Int) throws {
    self.site = site
    self.index = index
    view = try site.view(index)
    let rows = site.contents.experiments[index].runs.count
    let cells = (view.allMetrics.count * 3 + view.digest.parameters.count) * rows
    hasMore = cells + view.allMetrics.count * 5 * rows <= TableScript.cellLimit
    isCut = cells > TableScript.cellLimit
    metrics = Array(repeating: MetricNumbers(), count: isCut ? 0 : view.allMetrics.count)
  }

  var plan: ExperimentPlan { site.plan.experiments[index] }

  // MARK: Rows

  /// Takes in the next run of the table's order.
  mutating func add(_ place: RunPlace, _ run: RunDigest) {
    let row = rowCount
    rowCount += 1
    let runPlan = site.plan.run(place)
    let header = run.header
    let page = String(runPlan.folder.utf8.dropFirst(plan.folder.utf8.count + 1)) ?? ""
    pages.write(atMost: page.utf8.count + 8) { cursor in
      if row > 0 { cursor.byte(UInt8(ascii: ",")) }
      cursor.json(page)
    }
    let parent = runPlan.parent.map { site.entry($0).displayName }
    let texts = [
      header.displayName, header.id, site.state(site.entry(place)).word, header.user, header.computeTarget,
      header.kind.rawValue, parent ?? header.parent, header.source.commit, run.note.map(NoteText.firstLine),
    ]
    for (column, text) in texts.enumerated() {
      guard let text, !text.isEmpty else { continue }
      facts[column].texts.add(TableScript.cut(text), row: row)
    }
    if let moment = header.start { start.add(Int(moment.milliseconds), row: row) }
    if let moment = header.end { end.add(Int(moment.milliseconds), row: row) }
    if let time = run.duration { duration.add(Double(time) / 1000, row: row) }
    if runPlan.depth > 0 { depth.add(runPlan.depth, row: row) }
    colour.add(view.styles[place.run].colour, row: row)
    dash.add(view.styles[place.run].dash, row: row)
    let lineCount = run.series.count(where: \.isChartable)
    if lineCount > 0 { lines.add(lineCount, row: row) }
    if !isCut { for parameter in header.parameters { parameters.add(parameter, row: row) } }
    for tag in header.tags where !TableScript.noise.contains(tag.name) { tags.add(tag, row: row) }
    for series in run.series {
      let metric = view.place(ofMetric: series.name)
      if metrics.indices.contains(metric) { add(series.summary, to: metric, row: row) }
    }
  }

  private mutating func add(_ summary: SeriesSummary, to metric: Int, row: Int) {
    metrics[metric].last.add(summary.last, row: row)
    guard view.allMetrics[metric].isChartable else { return }
    if let least = summary.min { metrics[metric].min.add(least.value, row: row) }
    if let greatest = summary.max { metrics[metric].max.add(greatest.value, row: row) }
    guard hasMore else { return }
    metrics[metric].first.add(summary.first, row: row)
    if let mean = summary.mean { metrics[metric].mean.add(mean, row: row) }
    metrics[metric].count.add(summary.count, row: row)
    if let least = summary.min { metrics[metric].minStep.add(Int(least.step), row: row) }
    if let greatest = summary.max { metrics[metric].maxStep.add(Int(greatest.step), row: row) }
  }

  static func cut(_ text: String) -> String {
    // By scalars: one Character of a hostile text may be a megabyte long.
    guard text.utf8.count > textLimit, text.unicodeScalars.count > textLimit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(textLimit - 1))) + "…"
  }
}
