import Markup
import RunTables

/// The heads of a run table: what columns have in common, then each.
struct RunTableHead {
  let shape: RunTableShape

  func write(to writer: inout MarkupWriter) {
    if shape.hasGroups { writeGroups(to: &writer) }
    writer.raw("<tr><th scope=col class=t>Run")
    if shape.hasStatus { writer.raw("<th scope=col class=t>Status") }
    for section in shape.sections { writeHeads(of: section, to: &writer) }
    writer.raw("\n")
  }

  private func writeGroups(to writer: inout MarkupWriter) {
    writer.raw(shape.hasStatus ? "<tr class=groups><td class=t><td class=t>" : "<tr class=groups><td class=t>")
    for section in shape.sections {
      switch section {
      case .metric(let metric): writeGroup(metric, to: &writer)
      case .parameters(let columns): writeGroup("Parameters", columns.count, to: &writer)
      case .tags(let columns): writeGroup("Tags", columns.count, to: &writer)
      case .facts(let facts):
        writer.raw("<td class=\"t first\" colspan=")
        writer.integer(facts.count)
        writer.raw(">")
      }
    }
    writer.raw("\n")
  }

  private func writeGroup(_ label: StaticString, _ count: Int, to writer: inout MarkupWriter) {
    writer.raw("<th scope=colgroup colspan=")
    writer.integer(count)
    writer.raw(">")
    writer.raw(label)
  }

  private func writeGroup(_ metric: RunTableSection.Metric, to writer: inout MarkupWriter) {
    writer.raw("<th scope=colgroup colspan=")
    writer.integer(metric.columnCount)
    if let text = metric.column.directionText {
      writer.raw(" title=\"")
      writer.text(text)
      writer.raw("\"")
    }
    writer.raw(">")
    writer.text(metric.column.name)
    if let unit = metric.column.unit {
      writer.raw(" <span class=unit>")
      writer.text(unit)
      writer.raw("</span>")
    }
    if !metric.column.arrow.isEmpty {
      writer.raw(" ")
      writer.safe(metric.column.arrow)
    }
  }

  private func writeHeads(of section: RunTableSection, to writer: inout MarkupWriter) {
    switch section {
    case .metric(let metric): writeHeads(of: metric, to: &writer)
    case .parameters(let columns), .tags(let columns):
      for column in columns {
        writer.raw("<th scope=col")
        if !column.isNumeric { writer.raw(" class=t") }
        writer.cutText(column.name, limit: 32)
      }
    case .facts(let facts):
      for fact in facts {
        writer.raw(fact == .duration ? "<th scope=col>" : "<th scope=col class=t>")
        writer.safe(fact.head)
      }
    }
  }

  private func writeHeads(of metric: RunTableSection.Metric, to writer: inout MarkupWriter) {
    if metric.hasTrend { writer.raw("<th scope=col class=t>trend") }
    if metric.isSingle { return writer.raw("<th scope=col>last = min = max") }
    for aggregate in metric.aggregates {
      writer.raw("<th scope=col>")
      writer.safe(aggregate.label)
    }
  }
}

extension RunFact {
  /// As the head of a column.
  var head: String {
    switch self {
    case .start: "Started (UTC)"
    case .end: "Ended (UTC)"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }
}
