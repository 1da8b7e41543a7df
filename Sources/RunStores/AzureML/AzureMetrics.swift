internal import Diagnostics
internal import RunModel

/// Reads what `Run.get_metrics()` gives, saved as JSON: no steps and no times, only the order of values.
struct AzureMetrics {
  private var seriesByName: [String: MetricSeries] = [:]
  private(set) var records: [MetricRecord] = []
  /// Values that are null: the service gives them where the type of a metric changed.
  private var nullCount = 0
  private var lostNames: [String] = []
  /// The run's files by path, for images.
  private let files: Set<String>

  init(files: Set<String>) { self.files = files }

  var sortedSeries: [MetricSeries] {
    seriesByName.values.filter { $0.count > 0 }.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  /// Adds the members of `{name: value}`; a name that is there already is left as it is.
  mutating func add(_ metrics: StructuredValue) {
    for member in metrics.object ?? [] where !member.name.isEmpty && seriesByName[member.name] == nil {
      add(member.value, named: member.name)
    }
  }

  func report(on file: String, to diagnostics: DiagnosticCollector) {
    if nullCount > 0 { diagnostics.note(file, "values that are null are left out: \(nullCount)") }
    if !lostNames.isEmpty {
      let names = lostNames.prefix(5).map { String($0.prefix(40)) }.joined(separator: ", ")
      diagnostics.warn(file, "metrics of no known form are left out: \(names)\(lostNames.count > 5 ? ", …" : "")")
    }
  }

  private mutating func add(_ value: StructuredValue, named name: String) {
    switch value {
    case .null: nullCount += 1
    case .bool, .integer, .number: add([value], named: name)
    case .string(let text): add(text: text, named: name)
    case .list(let items): add(list: items, named: name)
    case .object(let members):
      if let wrapped = AzureMetrics.unwrapped(value) {
        add(wrapped.kind, wrapped.data, named: name)
      } else if members.contains(where: { $0.value.list != nil }) {
        add(.table, value, named: name)
      } else {
        add(.row, value, named: name)
      }
    }
  }

  /// Numbers are a series, its steps the places in the list; anything else a list or one record each.
  private mutating func add(list: [StructuredValue], named name: String) {
    let items = list.filter { $0 != .null }
    nullCount += list.count - items.count
    guard !items.isEmpty else { return }
    if items.allSatisfy({ AzureMetrics.number($0) != nil }) {
      add(list, named: name)
    } else if items.allSatisfy({ $0.object != nil || $0.string.map(isArtifact) ?? false }) {
      for item in items { add(item, named: name) }
    } else {
      add(.list, .list(items), named: name)
    }
  }

  private mutating func add(_ values: [StructuredValue], named name: String) {
    var series = MetricSeries(name: name)
    for (step, value) in values.enumerated() {
      guard let number = AzureMetrics.number(value) else { continue }
      series.append(step: Int64(step), time: MetricSeries.noTime, value: number)
    }
    seriesByName[name] = series
  }

  /// A number, the words the service has for what JSON has no number for, an image, a structured value as JSON within
  /// JSON, or text.
  private mutating func add(text: String, named name: String) {
    if let number = AzureMetrics.number(.string(text)) {
      add([.number(number)], named: name)
    } else if isArtifact(text) {
      add(artifact: text, named: name)
    } else if text.hasPrefix("{"), let value = try? JSONReader.read(Array(text.utf8)),
      let wrapped = AzureMetrics.unwrapped(value)
    {
      add(wrapped.kind, wrapped.data, named: name)
    } else {
      add(.text, .string(text), named: name)
    }
  }

  private func isArtifact(_ text: String) -> Bool { text.hasPrefix("aml://artifactId/") }

  /// `aml://artifactId/ExperimentRun/dcid.<run id>/<path>`.
  private mutating func add(artifact text: String, named name: String) {
    let parts = text.dropFirst("aml://artifactId/".utf8.count).split(separator: "/").map(String.init)
    let path = (parts.firstIndex { $0.hasPrefix("dcid.") }.map { parts[($0 + 1)...] } ?? parts[...]).joined(
      separator: "/")
    // What was not downloaded cannot be shown, but its place may be said.
    if files.contains(path) {
      add(.image, .object([.init("path", .string(path))]), named: name)
    } else {
      add(.text, .string("The file `\(path)` was not downloaded."), named: name)
    }
  }

  private mutating func add(_ kind: MetricRecord.Kind, _ data: StructuredValue, named name: String) {
    guard kind != .table || data.object?.isEmpty == false else {
      lostNames.append(name)
      return
    }
    records.append(MetricRecord(name: name, kind: kind, step: nil, time: nil, data: data))
  }

  /// `{"schema_type": "confusion_matrix", "schema_version": "1.0.0", "data": {…}}`, with or without what wraps it.
  private static func unwrapped(_ value: StructuredValue) -> (kind: MetricRecord.Kind, data: StructuredValue)? {
    guard let word = value["schema_type"]?.string, let data = value["data"], data.object != nil else { return nil }
    switch word {
    case "confusion_matrix": return (.confusionMatrix, data)
    case "accuracy_table": return (.accuracyTable, data)
    case "residuals": return (.residuals, data)
    case "predictions": return (.predictions, data)
    default: return (.table, data)
    }
  }

  private static func number(_ value: StructuredValue) -> Double? {
    value == .null ? nil : MetricLines.number(value)
  }
}
