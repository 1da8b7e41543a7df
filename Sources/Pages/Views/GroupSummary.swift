import Digests
import Markup
import RunTables

/// Mean, least and greatest of each column of numbers over the runs of a group.
struct GroupSummary {
  /// What a column's finite numbers come to.
  private struct Column {
    var key: ColumnKey
    var format: ColumnFormat?
    var count = 0
    var mean = 0.0
    var low = Double.infinity
    var high = -Double.infinity

    mutating func add(_ number: Double) {
      count += 1
      // Halved, since the distance of two doubles may be infinite.
      mean += (number / 2 - mean / 2) / Double(count) * 2
      low = min(low, number)
      high = max(high, number)
    }
  }

  private let view: ExperimentView
  /// One for each column of the table; nil for those that are no numbers.
  private var columns: [Column?]

  init(_ runs: [Int], of experiment: Int, in site: Site, shape: RunTableShape, view: ExperimentView) throws {
    self.view = view
    columns = shape.sections.flatMap(\.columns).map { column in
      guard let column, column.isNumeric else { return nil }
      return Column(key: column.key, format: CellText(view: view).format(of: column.key))
    }
    for run in runs {
      let row = try TableRow(site: site, place: RunPlace(experiment: experiment, run: run))
      for place in columns.indices {
        guard let key = columns[place]?.key, let number = number(row.value(of: key)), number.isFinite else { continue }
        columns[place]?.add(number)
      }
    }
  }

  private func number(_ value: CellValue?) -> Double? {
    switch value {
    case nil: nil
    case .number(let number): number
    case .text(let text): NumberWord.number(text)
    }
  }

  func writeCells(to writer: inout MarkupWriter) {
    for column in columns {
      writer.raw("<td")
      guard let column, column.count > 0 else {
        writer.raw(">")
        continue
      }
      writer.raw(" title=\"mean ")
      writer.safe(NumberText.exact(column.mean))
      writer.raw("\">")
      writer.safe(text(column.mean, column))
      guard column.low < column.high else { continue }
      writer.raw(" <small>")
      writer.safe(text(column.low, column) + " – " + text(column.high, column))
      writer.raw("</small>")
    }
  }

  private func text(_ number: Double, _ column: Column) -> String {
    column.format?.text(number) ?? CellText(view: view).text(.number(number), in: column.key)
  }
}
