import Markup
import RunModel

/// An accuracy table: how many examples a classifier gets right and wrong at each threshold, class by class.
struct AccuracyTable {
  private static let classLimit = 20
  private static let rowLimit = 101

  let record: MetricRecord

  func write(to writer: inout MarkupWriter) {
    let labels = record.data["class_labels"]?.list?.map { CompactText.of($0) } ?? []
    let tables = record.data["probability_tables"]?.list ?? []
    let thresholds = record.data["probability_thresholds"]?.list ?? []
    guard !tables.isEmpty else {
      return RecordGrid(columns: record.data).write(caption: record.name, limit: Self.rowLimit, to: &writer)
    }
    for (index, table) in tables.prefix(Self.classLimit).enumerated() {
      let label = labels.indices.contains(index) ? labels[index] : String(index)
      writer.raw("<details><summary>")
      writer.text(label)
      writer.raw("</summary>\n")
      RecordGrid(columns: AccuracyTable.columns(table, thresholds: thresholds)).write(
        caption: "Class \(label), by probability threshold", limit: Self.rowLimit, to: &writer)
      writer.raw("</details>\n")
    }
    if tables.count > Self.classLimit {
      writer.raw("<p class=quiet>")
      writer.safe("\(Self.classLimit) of \(NumberText.grouped(tables.count)) classes shown</p>\n")
    }
  }

  /// A row `[TP, FP, TN, FN]` for each threshold, turned into columns.
  private static func columns(_ table: StructuredValue, thresholds: [StructuredValue]) -> StructuredValue {
    let rows = table.list?.map { $0.list ?? [] } ?? []
    let names = ["true positives", "false positives", "true negatives", "false negatives"]
    let counts = names.enumerated().map { column, name in
      StructuredValue.Member(name, .list(rows.map { $0.indices.contains(column) ? $0[column] : .null }))
    }
    return .object([.init("threshold", .list(Array(thresholds.prefix(rows.count))))] + counts)
  }
}
