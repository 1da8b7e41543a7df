import Digests
import Markup
import RunModel

/// The files for machines beside a page that lists runs: `runs.csv`, `runs.json`, `metrics.json`.
///
/// Written run by run: they may be larger than memory.
struct Twins {
  let site: Site
  let experiments: [Int]

  /// A piece is handed on when it has grown to this many bytes.
  private static let pieceSize = 1 << 18

  /// Writes them from the runs' digests.
  ///
  /// - Parameters:
  ///   - csv: the path of `runs.csv`, the others likewise.
  func write(csv: String, json: String, metrics: String, to output: any SiteJob.Output) throws {
    try output.stream(to: csv) { appendCSV in
      try output.stream(to: json) { appendJSON in try writeRuns(csv: appendCSV, json: appendJSON) }
    }
    try output.stream(to: metrics) { append in try writeMetrics(append) }
  }

  /// Writes them from the files of the single experiments, which are much the same.
  func join(csv: String, json: String, metrics: String, to output: any SiteJob.Output) throws {
    let plans = experiments.map { site.plan.experiments[$0] }
    try output.stream(to: csv) { append in
      if let only = plans.first, plans.count == 1 {
        try output.reread(only.runsCSV) { (bytes: Span<UInt8>) throws in
          var piece = bytes.withUnsafeBufferPointer { Array($0) }
          try append(&piece)
        }
      } else {
        // Experiments have columns of their own: the rows must be made anew.
        try writeRuns(csv: append, json: { $0 = [] })
      }
    }
    try output.stream(to: json) { try JoinedLists.write(plans.map(\.runsJSON), from: output, to: $0) }
    try output.stream(to: metrics) { try JoinedLists.write(plans.map(\.metricsJSON), from: output, to: $0) }
  }

  /// In the order of the tables.
  private func writeRuns(csv append: (inout [UInt8]) throws -> Void, json appendJSON: (inout [UInt8]) throws -> Void)
    throws
  {
    let table = try RunsCSV(site: site, experiments: experiments)
    var csv = CSVWriter()
    var json = JSONWriter()
    table.writeHead(to: &csv)
    json.beginList()
    for experiment in experiments {
      for run in site.plan.experiments[experiment].order {
        let place = RunPlace(experiment: experiment, run: run)
        let digest = try site.digest(place)
        table.write(place, digest, to: &csv)
        json.newline()
        RunsJSON(site: site).write(place, digest, to: &json)
        if csv.bytes.count >= Twins.pieceSize { try append(&csv.bytes) }
        if json.bytes.count >= Twins.pieceSize { try appendJSON(&json.bytes) }
      }
    }
    json.finish()
    try append(&csv.bytes)
    try appendJSON(&json.bytes)
  }

  /// In the order of experiment, run and metric.
  private func writeMetrics(_ append: (inout [UInt8]) throws -> Void) throws {
    var json = JSONWriter()
    json.beginList()
    for experiment in experiments {
      let runs = site.contents.experiments[experiment].runs
      let order = runs.indices.sorted { NameOrder.precedes(runs[$0].id, runs[$1].id) }
      for run in order {
        MetricsJSON.write(
          try site.source.digest(runs[run]), of: site.contents.experiments[experiment].experiment, to: &json)
        if json.bytes.count >= Twins.pieceSize { try append(&json.bytes) }
      }
    }
    json.finish()
    try append(&json.bytes)
  }
}
