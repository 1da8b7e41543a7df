import Digests
import RunTables
import Settings

/// Which runs of an experiment a view has, in their order, and what its table and charts ask of all of them.
///
/// One pass over the digests; of each run a number or a short text for each column that is asked for stays.
struct ViewRuns {
  /// A row of the table.
  struct Row {
    var run: Int
    /// A parent that does not fit itself: there for the runs below it, and not counted.
    var isFaint: Bool
  }

  /// Rows that have one value in the column the view groups by.
  struct Group {
    /// Nil for the runs without one.
    var value: CellValue?
    var rows: Range<Int>
  }

  /// In the order of the table.
  private(set) var rows: [Row] = []
  /// In the order of their values; empty where the view has none.
  private(set) var groups: [Group] = []
  /// Of the runs that fit.
  let values: RunValues
  /// How many runs fit.
  let count: Int
  /// The best value of these in each of the columns that are ranked.
  let best: [ColumnKey: Double]

  /// - Parameters:
  ///   - columns: the view's columns, as the experiment has them.
  ///   - keys: what charts ask for.
  init(site: Site, experiment: Int, saved: SavedView, columns: ViewColumns, keys: Set<ColumnKey>) throws {
    let entries = site.contents.experiments[experiment].runs
    let chosen = Set(saved.runs)
    let filter = saved.filter?.bound(to: columns.view.names).filter
    let asked = keys.union([columns.sort?.key, columns.group].compactMap { $0 })
    let ranked = columns.ranked
    var best = [Double?](repeating: nil, count: ranked.count)
    var fits = [Bool](repeating: false, count: entries.count)
    var values = RunValues(asked, count: entries.count)
    for (run, entry) in entries.enumerated()
    where chosen.isEmpty || chosen.contains(entry.id) || chosen.contains(entry.displayName) {
      let row = try TableRow(site: site, place: RunPlace(experiment: experiment, run: run))
      guard filter?.holds(row) ?? true else { continue }
      fits[run] = true
      values.add(row)
      for (place, (metric, aggregate)) in ranked.enumerated() {
        best[place] = metric.best(of: [best[place], metric.value(aggregate, of: row.digest)])
      }
    }
    self.best = Dictionary(
      uniqueKeysWithValues: zip(ranked, best).compactMap { column, best in
        best.map { (.metric(column.metric.name, column.aggregate), $0) }
      })
    count = fits.count { $0 }
    let order = try site.order(experiment)
    let plans = site.plan.experiments[experiment].runs
    if columns.group == nil {
      let faint = RunTree.faint(order.map { fits[$0] }, depths: order.map { plans[$0].depth })
      rows = zip(order, faint).compactMap { run, isFaint in
        fits[run] || isFaint ? Row(run: run, isFaint: isFaint) : nil
      }
      // Parents that do not fit have a place among their siblings, too.
      if columns.sort != nil {
        for row in rows where row.isFaint {
          values.add(try TableRow(site: site, place: RunPlace(experiment: experiment, run: row.run)))
        }
      }
    } else {
      rows = order.filter { fits[$0] }.map { Row(run: $0, isFaint: false) }
    }
    self.values = values
    if let sort = columns.sort {
      self.sort(by: sort, depths: rows.map { columns.group == nil ? plans[$0.run].depth : 0 })
    }
    if let key = columns.group { group(by: key) }
  }

  /// The runs that fit, in the order of the table.
  var runs: [Int] { rows.lazy.filter { !$0.isFaint }.map(\.run) }

  private mutating func sort(by sort: RunSort, depths: [Int]) {
    let sorted = rows.map { SortValue(values.value(of: sort.key, in: $0.run), in: sort.key) }
    rows = sort.order(sorted, depths: depths).map { rows[$0] }
  }

  /// Puts runs of one value together, in the order of values, those without one last; within a group they keep theirs.
  private mutating func group(by key: ColumnKey) {
    var members: [SortValue: [Row]] = [:]
    for row in rows { members[SortValue(values.value(of: key, in: row.run), in: key), default: []].append(row) }
    let order = members.keys.sorted { SortValue.precedes($0, $1) }
    rows = []
    for value in order {
      let group = members[value] ?? []
      groups.append(
        Group(
          value: group.first.flatMap { values.value(of: key, in: $0.run) }, rows: rows.count..<rows.count + group.count)
      )
      rows += group
    }
  }
}
