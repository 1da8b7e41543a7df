import RunTables

/// Which columns a run table has after the run, and how many rows a page of it may hold.
struct RunTableShape: Sendable {
  /// More cells than this make a page too heavy to open.
  private static let cellsPerPage = 24_000

  let hasStatus: Bool
  /// From left to right.
  let sections: [RunTableSection]
  let rowsPerPage: Int

  init(hasStatus: Bool, sections: [RunTableSection]) {
    self.hasStatus = hasStatus
    self.sections = sections
    let columns = sections.reduce(5) { count, section in
      switch section {
      case .metric(let metric): count + metric.aggregates.count
      case .parameters(let columns), .tags(let columns): count + columns.count
      case .facts: count
      }
    }
    rowsPerPage = min(SitePlan.rowsPerPage, max(20, Self.cellsPerPage / columns))
  }

  /// Whether any columns have a head of their own above their heads.
  var hasGroups: Bool {
    sections.contains { section in
      if case .facts = section { false } else { true }
    }
  }

  /// How many columns there are after the run and the status.
  var columnCount: Int { sections.reduce(0) { $0 + $1.columnCount } }

  /// How many pages so many rows take.
  func pageCount(of rows: Int) -> Int { max(1, (rows + rowsPerPage - 1) / rowsPerPage) }

  /// The rows of page `number`, from 1.
  func rows(onPage number: Int, of total: Int) -> Range<Int> {
    (number - 1) * rowsPerPage..<min(total, number * rowsPerPage)
  }
}
