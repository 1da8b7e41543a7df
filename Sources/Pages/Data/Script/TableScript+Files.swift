import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

extension TableScript {
  /// Writes `table.js`.
  func write(to append: (inout [UInt8]) throws -> Void) throws {
    var writer = head("table")
    writeSettings(to: &writer)
    writer.raw(",\n\"metrics\":[")
    for (place, metric) in metrics.enumerated() {
      writer.raw(place > 0 ? ",\n" : "\n")
      write(metric, to: &writer)
    }
    writer.raw("],\n\"columns\":{\n\"page\":[")
    writer.append(pages)
    writer.raw("]")
    for (key, texts) in facts where !texts.isEmpty {
      column(key, to: &writer)
      texts.write(to: &writer)
    }
    for (key, numbers) in numbers where !numbers.isEmpty {
      column(key, to: &writer)
      numbers.write(to: &writer)
    }
    try append(&writer.bytes)
    for (prefix, named) in [("param.", parameters), ("tag.", tags)] {
      for (name, texts) in named.columns where !texts.isEmpty {
        column(prefix + name, isFirst: false, to: &writer)
        texts.write(to: &writer)
        if writer.bytes.count > Twins.pieceSize { try append(&writer.bytes) }
      }
    }
    try write(metrics, \.main, isFirst: false, &writer, to: append)
  }

  /// Writes `table-more.js`.
  func writeMore(to append: (inout [UInt8]) throws -> Void) throws {
    var writer = head("more")
    writer.raw(",\"columns\":{")
    try write(hasMore ? metrics : [], \.more, isFirst: true, &writer, to: append)
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
    if isCut { writer.raw(",\"cut\":true") }
    return writer
  }

  /// How settings sort the rows, and which columns they hide of those a table would show by itself.
  private func writeSettings(to writer: inout MarkupWriter) {
    if let sort = site.settings.sort, let key = view.column(sort.key) {
      writer.raw(",\n\"sort\":")
      json(RunSort(key, isDescending: sort.isDescending).written, to: &writer)
    }
    let keys: [ColumnKey] =
      RunFact.allCases.map { .fact($0) } + parameters.columns.map { .parameter($0.name) }
      + metrics.flatMap { metric in
        [MetricAggregate.last, .min, .max].prefix(metric.column.isChartable ? 3 : 1)
          .map { .metric(metric.column.name, $0) }
      }
    let hidden = keys.filter { $0 != .fact(.run) && site.hides($0) }
    guard !hidden.isEmpty else { return }
    writer.raw(",\n\"hidden\":[")
    for (place, key) in hidden.enumerated() {
      if place > 0 { writer.raw(",") }
      json(key.plain, to: &writer)
    }
    writer.raw("]")
  }

  private func write(_ metric: MetricNumbers, to writer: inout MarkupWriter) {
    let column = metric.column
    writer.raw("{\"name\":")
    json(column.name, to: &writer)
    if let direction = column.direction {
      writer.raw(",\"direction\":")
      json(direction.direction.rawValue, to: &writer)
      switch direction.origin {
      case .inferred: writer.raw(",\"origin\":\"inferred\"")
      case .settings: writer.raw(",\"origin\":\"settings\"")
      case .declared: break
      }
    }
    if let unit = column.unit {
      writer.raw(",\"unit\":")
      json(unit, to: &writer)
    }
    if let decimals = column.format.decimals {
      writer.raw(",\"decimals\":")
      writer.integer(decimals)
    }
    if column.format.style != .plain {
      writer.raw(",\"format\":")
      json(column.format.style.rawValue, to: &writer)
    }
    if !metric.nonFinite.isEmpty {
      writer.raw(",\"nonFinite\":")
      metric.nonFinite.write(to: &writer)
    }
    if column.isChartable {
      writer.raw(",\"log\":")
      writer.integer(Int(column.logRatio))
    } else {
      writer.raw(",\"single\":true")
    }
    writer.raw("}")
  }

  /// The columns of metrics, and the end of the file.
  private func write(
    _ metrics: [MetricNumbers], _ aggregates: (MetricNumbers) -> [(ending: String, numbers: ScriptNumbers)],
    isFirst: Bool, _ writer: inout MarkupWriter, to append: (inout [UInt8]) throws -> Void
  ) throws {
    var isFirst = isFirst
    for metric in metrics {
      for (ending, numbers) in aggregates(metric) where !numbers.isEmpty {
        column("metric." + metric.column.name + ending, isFirst: isFirst, to: &writer)
        numbers.write(to: &writer)
        isFirst = false
      }
      if writer.bytes.count > Twins.pieceSize { try append(&writer.bytes) }
    }
    writer.raw("}});\n")
    try append(&writer.bytes)
  }

  private func column(_ key: StaticString, to writer: inout MarkupWriter) {
    writer.raw(",\n\"")
    writer.raw(key)
    writer.raw("\":")
  }

  private func column(_ key: String, isFirst: Bool, to writer: inout MarkupWriter) {
    writer.raw(isFirst ? "\n" : ",\n")
    json(key, to: &writer)
    writer.raw(":")
  }

  private func json(_ text: String, to writer: inout MarkupWriter) {
    writer.write(atMost: text.utf8.count + 40) { $0.json(text) }
  }
}
