import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// Writing the columns.
extension TableScript {
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
