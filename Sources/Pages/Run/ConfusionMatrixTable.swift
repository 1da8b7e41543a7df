import Markup
import RunModel

/// A confusion matrix as a table, its cells shaded by their share of the true class.
struct ConfusionMatrixTable {
  private static let classLimit = 60

  let record: MetricRecord

  func write(to writer: inout MarkupWriter) {
    guard let rows = record.data["matrix"]?.list?.map({ $0.list ?? [] }), !rows.isEmpty else {
      return RecordGrid(columns: record.data).write(caption: record.name, limit: 100, to: &writer)
    }
    let labels = record.data["class_labels"]?.list?.map { CompactText.of($0) } ?? []
    func label(_ index: Int) -> String { labels.indices.contains(index) ? labels[index] : String(index) }
    let shown = min(rows.count, Self.classLimit)
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"")
    writer.text(record.name)
    writer.raw("\"><table class=\"grid matrix\"><caption class=quiet>Rows are true classes, columns predicted ones")
    if shown < rows.count { writer.safe("; \(shown) of \(NumberText.grouped(rows.count)) classes") }
    writer.raw("</caption>\n<thead><tr><td>")
    for index in 0..<shown {
      writer.raw("<th scope=col")
      writer.cutText(label(index), limit: 24)
    }
    writer.raw("\n<tbody>\n")
    for (index, row) in rows.prefix(shown).enumerated() {
      writer.raw("<tr><th scope=row")
      writer.cutText(label(index), limit: 24)
      let total = row.reduce(0.0) { $0 + max(0, $1.double ?? 0) }
      for value in row.prefix(shown) { writeCell(value, total: total, to: &writer) }
      writer.raw("\n")
    }
    writer.raw("</table></div>\n")
  }

  private func writeCell(_ value: StructuredValue, total: Double, to writer: inout MarkupWriter) {
    let number = value.double ?? .nan
    let share = total > 0 ? number / total : 0
    // Ten shades, as classes: no style attribute is allowed.
    let shade = share.isFinite ? min(9, max(0, Int((share * 9).rounded(.up)))) : 0
    writer.raw("<td class=h")
    writer.integer(shade)
    writer.raw(">")
    writer.safe(NumberText.rounded(number))
  }
}
