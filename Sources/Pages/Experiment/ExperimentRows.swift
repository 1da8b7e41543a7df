import Digests
import Markup
import RunModel
import Synchronization

/// One pass over the runs of an experiment: its table, page by page, and the files for machines beside it.
///
/// A digest is read once for all of them. Each page of the table is a part that any thread may make; the files are put
/// together from the parts in their order.
struct ExperimentRows {
  let site: Site
  let index: Int
  let view: ExperimentView
  let shape: ExperimentTableShape

  /// So many parts are in memory at once.
  private static let partsAtOnce = 4

  private var plan: ExperimentPlan { site.plan.experiments[index] }

  /// What is made of the runs on one page of the table.
  private struct Part: Sendable {
    var runs: [(place: RunPlace, digest: RunDigest)] = []
    var csv = CSVWriter()
    var json = JSONWriter()
    var metrics = JSONWriter()
  }

  /// Writes `runs.csv`, `runs.json`, `metrics.json` and the script's tables.
  ///
  /// - Parameter page: takes the pages of the table, in any order and from any thread; there is none without runs.
  func write(
    to output: any SiteJob.Output, page: @escaping @Sendable (_ number: Int, _ table: MarkupWriter) throws -> Void
  ) throws {
    var script = try TableScript(site: site, experiment: index)
    let table = try RunsCSV(site: site, experiments: [index])
    var csv = CSVWriter()
    table.writeHead(to: &csv)
    var json = LineList()
    var metrics = LineList()
    try output.stream(to: plan.runsCSV) { appendCSV in
      try output.stream(to: plan.runsJSON) { appendJSON in
        try output.stream(to: plan.metricsJSON) { appendMetrics in
          try appendCSV(&csv.bytes)
          try forEachPart(to: output, table, page: page) { part in
            try appendCSV(&part.csv.bytes)
            json.add(part.json.bytes)
            try appendJSON(&json.bytes)
            metrics.add(part.metrics.bytes)
            try appendMetrics(&metrics.bytes)
            for (place, digest) in part.runs { script.add(place, digest) }
          }
          json.finish()
          try appendJSON(&json.bytes)
          metrics.finish()
          try appendMetrics(&metrics.bytes)
        }
      }
    }
    try output.share(2) { [script, plan] file in
      if file == 0 {
        try output.stream(to: plan.tableScript) { try script.write(to: $0) }
      } else {
        try output.stream(to: plan.moreScript) { try script.writeMore(to: $0) }
      }
    }
  }

  /// Makes the parts, some at once, and gives them in order.
  private func forEachPart(
    to output: any SiteJob.Output, _ table: RunsCSV,
    page: @escaping @Sendable (_ number: Int, _ table: MarkupWriter) throws -> Void, _ body: (inout Part) throws -> Void
  ) throws {
    let count = plan.runs.isEmpty ? 0 : shape.pageCount
    for first in stride(from: 0, to: count, by: Self.partsAtOnce) {
      let parts = Mutex([Part](repeating: Part(), count: min(Self.partsAtOnce, count - first)))
      try output.share(parts.withLock { $0.count }) { place in
        let (part, markup) = try part(first + place + 1, table)
        try page(first + place + 1, markup)
        parts.withLock { $0[place] = part }
      }
      var made = parts.withLock { parts in
        defer { parts = [] }
        return parts
      }
      for place in made.indices { try body(&made[place]) }
    }
  }

  /// Page `number` of the table, from 1, and the rows of its runs in the files.
  private func part(_ number: Int, _ table: RunsCSV) throws -> (Part, MarkupWriter) {
    let path = plan.tablePage(number)
    let shown = shape.table.rows(onPage: number, of: plan.runs.count)
    let runTable = RunTable(site: site, index: index, path: path, view: view, shape: shape.table)
    let experiment = site.contents.experiments[index].experiment
    var part = Part()
    var rows = MarkupWriter()
    for run in try site.order(index)[shown] {
      let place = RunPlace(experiment: index, run: run)
      let digest = try site.digest(place)
      part.runs.append((place, digest))
      table.write(place, digest, to: &part.csv)
      part.json.newline()
      RunsJSON(site: site).write(place, digest, to: &part.json)
      MetricsJSON.write(digest, of: experiment, to: &part.metrics)
      runTable.writeRow(run, digest, depth: plan.runs[run].depth, to: &rows)
    }
    let pager = Pager(
      path: { plan.tablePage($0) }, pageCount: shape.pageCount, from: path, current: number, label: "runs")
    var markup = MarkupWriter(reserving: rows.bytes.count + 4096)
    pager.write(to: &markup, shown: shown, total: plan.runs.count)
    runTable.write(of: experiment.name, isMain: true, to: &markup) { $0.append(rows) }
    pager.write(to: &markup, shown: shown, total: plan.runs.count)
    return (part, markup)
  }
}
