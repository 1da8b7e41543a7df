import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// `table.js` and `table-more.js`: all columns of an experiment's runs, for the script.
///
/// Columns are kept until the last row, since files have one column after the other; `TableRoom` bounds how many. The
/// form is written down in `docs/comparison.md`.
struct TableScript {
  /// Tags that hold what other columns say, or documents.
  private static let noise: Set<String> = ["mlflow.log-model.history", "mlflow.note.content", "mlflow.runName"]

  let site: Site
  let index: Int
  let view: ExperimentView
  /// Whether metrics have first, mean, count and steps.
  let hasMore: Bool
  /// Whether columns are left out.
  let isCut: Bool
  /// The last parts of the runs' folders.
  private(set) var pages = MarkupWriter()
  private(set) var facts: [(key: StaticString, texts: ScriptTexts)] = [
    ("run", .init()), ("id", .init()), ("status", .init()), ("user", .init()), ("compute", .init()), ("kind", .init()),
    ("parent", .init()), ("commit", .init()), ("note", .init()),
  ]
  private(set) var numbers: [(key: StaticString, numbers: ScriptNumbers)] = [
    ("start", .init()), ("end", .init()), ("duration", .init()), ("depth", .init()), ("deleted", .init()),
    ("colour", .init()), ("dash", .init()), ("lines", .init()),
  ]
  private(set) var parameters: TextColumns
  private(set) var tags: TextColumns
  private(set) var metrics: [MetricNumbers]
  private let metricPlaces: [String: Int]
  private var rowCount = 0

  init(site: Site, experiment index: Int) throws {
    self.site = site
    self.index = index
    view = try site.view(index)
    // In the order of the static table, then what it leaves out.
    let hidden = view.digest.parameters.map(\.name).filter { site.hides(.parameter($0)) }
    let parameterNames = view.differing.map(\.name) + view.common.map(\.name) + hidden
    let tagNames = view.digest.tags.filter { !TableScript.noise.contains($0) }
    let room = TableRoom(
      runs: site.contents.experiments[index].runs.count, parameters: parameterNames.count,
      metrics: view.allMetrics.count, tags: tagNames.count)
    hasMore = room.hasMore
    isCut = !room.hasMore
    parameters = TextColumns(parameterNames.prefix(room.parameters))
    tags = TextColumns(tagNames.prefix(room.tags))
    metrics = view.allMetrics.prefix(room.metrics).map(MetricNumbers.init)
    metricPlaces = Dictionary(zip(metrics.map(\.column.name), metrics.indices)) { first, _ in first }
  }

  var plan: ExperimentPlan { site.plan.experiments[index] }

  /// Takes in the next run of the table's order.
  mutating func add(_ place: RunPlace, _ run: RunDigest) {
    let row = rowCount
    rowCount += 1
    let runPlan = site.plan.run(place)
    let page = String(runPlan.folder.utf8.dropFirst(plan.folder.utf8.count + 1)) ?? ""
    pages.write(atMost: page.utf8.count + 8) { cursor in
      if row > 0 { cursor.byte(UInt8(ascii: ",")) }
      cursor.json(page)
    }
    for (column, text) in texts(of: run, runPlan).enumerated() {
      if let text, !text.isEmpty { facts[column].texts.add(text, row: row) }
    }
    for (column, number) in numbers(of: run, runPlan).enumerated() {
      if let number { numbers[column].numbers.add(number, row: row) }
    }
    parameters.add(run.header.parameters, row: row)
    tags.add(run.header.tags, row: row)
    for series in run.series {
      if let metric = metricPlaces[series.name] { metrics[metric].add(series.summary, row: row, hasMore: hasMore) }
    }
  }

  /// In the order of `facts`.
  private func texts(of run: RunDigest, _ plan: RunPlan) -> [String?] {
    let header = run.header
    let parent = plan.parent.map { site.entry($0).displayName }
    return [
      header.displayName, header.id, site.state(site.entry(plan.place)).word, header.user, header.computeTarget,
      header.kind.rawValue, parent ?? header.parent, header.source.commit, run.note.map(NoteText.firstLine),
    ]
  }

  /// In the order of `numbers`; what is 0 for most runs is left out where it is.
  private func numbers(of run: RunDigest, _ plan: RunPlan) -> [Double?] {
    let style = view.styles[plan.place.run]
    let lines = run.series.count(where: \.isChartable)
    return [
      run.header.start.map { Double($0.milliseconds) }, run.header.end.map { Double($0.milliseconds) },
      run.duration.map { Double($0) / 1000 }, plan.depth > 0 ? Double(plan.depth) : nil,
      run.header.isDeleted ? 1 : nil, Double(style.colour), Double(style.dash), lines > 0 ? Double(lines) : nil,
    ]
  }
}
