import Digests
import Markup
import RunModel
import Synchronization

/// One pass over the runs of an experiment: its table, page by page, and the files for machines beside it.
///
/// A digest is read once for all of them. Any thread may make a part, some rows of one page; table and files are put
/// together from the parts in their order. Memory is bounded, however large the runs are.
struct ExperimentRows {
  let site: Site
  let index: Int
  let view: ExperimentView
  let shape: ExperimentTableShape

  /// So many parts are in memory at once.
  private static let partsAtOnce = 8
  private static let rowsPerPart = 64
  /// A part of more bytes ends before its time; what is left is made in turn.
  private static let partLimit = 1 << 20

  private var plan: ExperimentPlan { site.plan.experiments[index] }
  private var experiment: Experiment { site.contents.experiments[index].experiment }

  /// What is made of some runs that follow one another in the table.
  private struct Part: Sendable {
    /// Which rows they are.
    var rows: Range<Int>
    var runs: [(place: RunPlace, digest: RunDigest)] = []
    var table = MarkupWriter()
    var csv = CSVWriter()
    var json = JSONWriter()
    var metrics = JSONWriter()
    /// How many bytes of notes are kept with the runs.
    var notes = 0

    var size: Int { table.bytes.count + csv.bytes.count + json.bytes.count + metrics.bytes.count + notes }
  }

  /// Writes `runs.csv`, `runs.json`, `metrics.json` and the script's tables.
  ///
  /// - Parameter page: takes the pages of the table in their order; there is none without runs.
  func write(to output: any SiteJob.Output, page: (_ number: Int, _ table: MarkupWriter) throws -> Void) throws {
    var script = try TableScript(site: site, experiment: index)
    let columns = try RunsCSV(site: site, experiments: [index])
    var csv = CSVWriter()
    columns.writeHead(to: &csv)
    var json = LineList()
    var metrics = LineList()
    try output.stream(to: plan.runsCSV) { appendCSV in
      try output.stream(to: plan.runsJSON) { appendJSON in
        try output.stream(to: plan.metricsJSON) { appendMetrics in
          try appendCSV(&csv.bytes)
          for number in 1...shape.pageCount {
            let shown = shape.table.rows(onPage: number, of: plan.runs.count)
            var rows = MarkupWriter()
            try forEachPart(of: shown, onPage: number, columns, to: output) { part in
              try appendCSV(&part.csv.bytes)
              json.add(part.json.bytes)
              try appendJSON(&json.bytes)
              metrics.add(part.metrics.bytes)
              try appendMetrics(&metrics.bytes)
              for (place, digest) in part.runs { script.add(place, digest) }
              rows.append(part.table)
            }
            if !shown.isEmpty { try page(number, table(rows, shown, onPage: number)) }
          }
          json.finish()
          try appendJSON(&json.bytes)
          metrics.finish()
          try appendMetrics(&metrics.bytes)
        }
      }
    }
    try output.share(2) { [script] file in
      if file == 0 {
        try output.stream(to: plan.tableScript) { try script.write(to: $0) }
      } else {
        try output.stream(to: plan.moreScript) { try script.writeMore(to: $0) }
      }
    }
  }

  /// Makes the parts of a page, some at once, and gives them in order.
  private func forEachPart(
    of shown: Range<Int>, onPage number: Int, _ columns: RunsCSV, to output: any SiteJob.Output,
    _ body: (inout Part) throws -> Void
  ) throws {
    let rowsAtOnce = Self.partsAtOnce * Self.rowsPerPart
    for first in stride(from: shown.lowerBound, to: shown.upperBound, by: rowsAtOnce) {
      let end = min(first + rowsAtOnce, shown.upperBound)
      let ranges = stride(from: first, to: end, by: Self.rowsPerPart).map { $0..<min($0 + Self.rowsPerPart, end) }
      let parts = Mutex([Part?](repeating: nil, count: ranges.count))
      try output.share(ranges.count) { place in
        let part = try part(ranges[place], onPage: number, columns)
        parts.withLock { $0[place] = part }
      }
      for place in ranges.indices {
        var next = ranges[place].lowerBound
        var made = parts.withLock { $0[place].take() }
        while next < ranges[place].upperBound {
          var part = try made ?? part(next..<ranges[place].upperBound, onPage: number, columns)
          made = nil
          next = part.rows.upperBound
          try body(&part)
        }
      }
    }
  }

  /// The first of some rows of a page, most often all of them.
  private func part(_ rows: Range<Int>, onPage number: Int, _ columns: RunsCSV) throws -> Part {
    let table = runTable(onPage: number)
    var part = Part(rows: rows)
    for run in try site.order(index)[rows] {
      let place = RunPlace(experiment: index, run: run)
      let digest = try site.digest(place)
      part.runs.append((place, digest.withoutContents))
      part.notes += digest.note?.utf8.count ?? 0
      columns.write(place, digest, to: &part.csv)
      part.json.newline()
      RunsJSON(site: site).write(place, digest, to: &part.json)
      MetricsJSON.write(digest, of: experiment, to: &part.metrics)
      table.writeRow(run, digest, depth: plan.runs[run].depth, to: &part.table)
      if part.size > Self.partLimit { break }
    }
    part.rows = rows.lowerBound..<rows.lowerBound + part.runs.count
    return part
  }

  private func runTable(onPage number: Int) -> RunTable {
    RunTable(site: site, index: index, path: plan.tablePage(number), view: view, shape: shape.table)
  }

  /// The table of a page around its rows, with its pagers.
  private func table(_ rows: MarkupWriter, _ shown: Range<Int>, onPage number: Int) -> MarkupWriter {
    let pager = Pager(
      path: { plan.tablePage($0) }, pageCount: shape.pageCount, from: plan.tablePage(number), current: number,
      label: "runs")
    var markup = MarkupWriter(reserving: rows.bytes.count + 4096)
    pager.write(to: &markup, shown: shown, total: plan.runs.count)
    runTable(onPage: number).write(of: experiment.name, isMain: true, to: &markup) { $0.append(rows) }
    pager.write(to: &markup, shown: shown, total: plan.runs.count)
    return markup
  }
}
