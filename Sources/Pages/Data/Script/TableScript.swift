import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

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

  /// The numbers of one metric: last, min and max for `table.js`, the others for `table-more.js`.
  private struct Metric {
    var last = ScriptNumbers()
    var min = ScriptNumbers()
    var max = ScriptNumbers()
    var first = ScriptNumbers()
    var mean = ScriptNumbers()
    var count = ScriptNumbers()
    var minStep = ScriptNumbers()
    var maxStep = ScriptNumbers()
  }

  /// Texts under a name: parameters, tags.
  private struct NamedTexts {
    var places: [String: Int] = [:]
    var columns: [(name: String, texts: ScriptTexts)] = []

    mutating func add(_ value: NamedValue, row: Int) {
      let place = places[value.name] ?? columns.count
      if place == columns.count {
        places[value.name] = place
        columns.append((value.name, ScriptTexts()))
      }
      columns[place].texts.add(TableScript.cut(value.value), row: row)
    }
  }

  private let site: Site
  private let index: Int
  private let view: ExperimentView
  private let hasMore: Bool
  private let isCut: Bool
  private var rowCount = 0
  private var pages = MarkupWriter()
  private var facts: [(key: StaticString, texts: ScriptTexts)] = [
    ("run", .init()), ("id", .init()), ("status", .init()), ("user", .init()), ("compute", .init()), ("kind", .init()),
    ("parent", .init()), ("commit", .init()), ("note", .init()),
  ]
  private var start = ScriptNumbers()
  private var end = ScriptNumbers()
  private var duration = ScriptNumbers()
  private var depth = ScriptNumbers()
  private var colour = ScriptNumbers()
  private var dash = ScriptNumbers()
  private var lines = ScriptNumbers()
  private var parameters = NamedTexts()
  private var tags = NamedTexts()
  private var metrics: [Metric]

  init(site: Site, experiment index: Int) throws {
    self.site = site
    self.index = index
    view = try site.view(index)
    let rows = site.contents.experiments[index].runs.count
    let cells = (view.allMetrics.count * 3 + view.digest.parameters.count) * rows
    hasMore = cells + view.allMetrics.count * 5 * rows <= TableScript.cellLimit
    isCut = cells > TableScript.cellLimit
    metrics = Array(repeating: Metric(), count: isCut ? 0 : view.allMetrics.count)
  }

  private var plan: ExperimentPlan { site.plan.experiments[index] }

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

  // MARK: Files

  /// Writes `table.js`.
  func write(to append: (inout [UInt8]) throws -> Void) throws {
    var writer = head("table")
    writeSettings(to: &writer)
    writer.raw(",\"metrics\":[")
    for (place, metric) in view.allMetrics.enumerated() {
      if place > 0 { writer.raw(",\n") }
      write(metric, to: &writer)
    }
    writer.raw("],\n\"columns\":{\n\"page\":[")
    writer.append(pages)
    writer.raw("]")
    for (key, texts) in facts where !texts.isEmpty {
      column(key, to: &writer)
      texts.write(to: &writer)
    }
    let numbers: [(StaticString, ScriptNumbers)] = [
      ("start", start), ("end", end), ("duration", duration), ("depth", depth), ("colour", colour), ("dash", dash),
      ("lines", lines),
    ]
    for (key, list) in numbers where !list.isEmpty {
      column(key, to: &writer)
      list.write(to: &writer)
    }
    for (prefix, named) in [("param.", parameters), ("tag.", tags)] {
      for (name, texts) in named.columns {
        column(prefix + name, to: &writer)
        texts.write(to: &writer)
      }
    }
    try append(&writer.bytes)
    for (metric, name) in zip(metrics, view.allMetrics.map(\.name)) {
      try write(
        [(".last", metric.last), (".min", metric.min), (".max", metric.max)], of: name, isFirst: false, to: append)
    }
    writer.raw("}});\n")
    try append(&writer.bytes)
  }

  /// Writes `table-more.js`.
  func writeMore(to append: (inout [UInt8]) throws -> Void) throws {
    var writer = head("more")
    writer.raw(",\"columns\":{")
    try append(&writer.bytes)
    var isFirst = true
    for (metric, column) in zip(metrics, view.allMetrics) where hasMore && column.isChartable {
      try write(
        [
          (".first", metric.first), (".mean", metric.mean), (".count", metric.count), (".min_step", metric.minStep),
          (".max_step", metric.maxStep),
        ], of: column.name, isFirst: isFirst, to: append)
      isFirst = false
    }
    writer.raw("}});\n")
    try append(&writer.bytes)
  }

  private func head(_ function: StaticString) -> MarkupWriter {
    let experiment = site.contents.experiments[index].experiment
    var writer = MarkupWriter(reserving: 1 << 16)
    writer.raw("runreport.")
    writer.raw(function)
    writer.raw("({\"folder\":")
    json(plan.folder, to: &writer)
    writer.raw(",\"experiment\":")
    json(experiment.name, to: &writer)
    if let primary = view.primary {
      writer.raw(",\"primary\":")
      json(primary.name, to: &writer)
    }
    if isCut || !hasMore { writer.raw(",\"cut\":true") }
    return writer
  }

  /// How settings sort the rows, and which columns they hide.
  private func writeSettings(to writer: inout MarkupWriter) {
    if let sort = site.settings.sort, let key = view.column(sort.key) {
      writer.raw(",\n\"sort\":")
      json(RunSort(key, isDescending: sort.isDescending).written, to: &writer)
    }
    let metrics = view.allMetrics.flatMap { metric in
      [MetricAggregate.last, .min, .max].prefix(metric.isChartable ? 3 : 1).map { ColumnKey.metric(metric.name, $0) }
    }
    let keys = RunFact.allCases.map(ColumnKey.fact) + view.digest.parameters.map { .parameter($0.name) } + metrics
    let hidden = keys.filter { $0 != .fact(.run) && site.hides($0) }
    guard !hidden.isEmpty else { return }
    writer.raw(",\n\"hidden\":[")
    for (place, key) in hidden.enumerated() {
      if place > 0 { writer.raw(",") }
      json(key.plain, to: &writer)
    }
    writer.raw("]")
  }

  private func write(_ metric: MetricColumn, to writer: inout MarkupWriter) {
    writer.raw("{\"name\":")
    json(metric.name, to: &writer)
    if let direction = metric.direction {
      writer.raw(",\"direction\":")
      json(direction.direction.rawValue, to: &writer)
      switch direction.origin {
      case .inferred: writer.raw(",\"origin\":\"inferred\"")
      case .settings: writer.raw(",\"origin\":\"settings\"")
      case .declared: break
      }
    }
    if let unit = metric.unit {
      writer.raw(",\"unit\":")
      json(unit, to: &writer)
    }
    if let decimals = metric.format.decimals {
      writer.raw(",\"decimals\":")
      writer.integer(decimals)
    }
    if metric.format.style != .plain {
      writer.raw(",\"format\":\"")
      writer.safe(metric.format.style.rawValue)
      writer.raw("\"")
    }
    if metric.isChartable {
      writer.raw(",\"log\":")
      writer.integer(Int(metric.logRatio))
    } else {
      writer.raw(",\"single\":true")
    }
    writer.raw("}")
  }

  private func write(
    _ lists: [(ending: String, numbers: ScriptNumbers)], of name: String, isFirst: Bool,
    to append: (inout [UInt8]) throws -> Void
  ) throws {
    var writer = MarkupWriter()
    var isFirst = isFirst
    for (ending, numbers) in lists where !numbers.isEmpty {
      if !isFirst { writer.raw(",") }
      isFirst = false
      writer.raw("\n")
      json("metric." + name + ending, to: &writer)
      writer.raw(":")
      numbers.write(to: &writer)
    }
    try append(&writer.bytes)
  }

  private func column(_ key: StaticString, to writer: inout MarkupWriter) {
    writer.raw(",\n\"")
    writer.raw(key)
    writer.raw("\":")
  }

  private func column(_ key: String, to writer: inout MarkupWriter) {
    writer.raw(",\n")
    json(key, to: &writer)
    writer.raw(":")
  }

  private func json(_ text: String, to writer: inout MarkupWriter) {
    writer.write(atMost: text.utf8.count + 40) { $0.json(text) }
  }
}
