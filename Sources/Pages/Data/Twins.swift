import Digests
import Markup
import RunModel

/// The files for machines beside the pages of all runs: `runs.csv`, `runs.json`, `metrics.json` and the script's tables.
///
/// Written piece by piece: they may be larger than memory. What stands in a file of an experiment already is joined from
/// there instead of being made again from digests.
struct Twins {
  let site: Site

  /// A piece is handed on when it has grown to this many bytes.
  static let pieceSize = 1 << 18

  /// `runs.csv` and `runs.json` of all runs: those of the only experiment, or joined where that is possible.
  func joinRuns(to output: any SiteJob.Output) throws {
    let plans = site.plan.experiments
    if plans.count == 1 {
      try output.duplicate(plans[0].runsCSV, at: SitePlan.runsCSV)
      return try output.duplicate(plans[0].runsJSON, at: SitePlan.runsJSON)
    }
    // Experiments have columns of their own: the rows must be made anew.
    try output.stream(to: SitePlan.runsCSV) { try writeRows(of: Array(plans.indices), to: $0) }
    try output.stream(to: SitePlan.runsJSON) {
      try JoinedLists.write(plans.map(\.runsJSON), from: output, to: $0)
    }
  }

  /// The script's tables of all runs: those of the experiments, one after the other.
  func joinTables(to output: any SiteJob.Output) throws {
    let plans = site.plan.experiments
    for (path, parts) in [
      (SitePlan.tableScript, plans.map(\.tableScript)), (SitePlan.moreScript, plans.map(\.moreScript)),
    ] {
      try output.stream(to: path) { append in
        for (place, part) in parts.enumerated() {
          if place % JoinedLists.fetchCount == 0 {
            output.prepareToReread(Array(parts[place...].prefix(JoinedLists.fetchCount)))
          }
          try output.reread(part) { (bytes: Span<UInt8>) throws in
            var piece = bytes.withUnsafeBufferPointer { Array($0) }
            try append(&piece)
          }
        }
      }
    }
  }

  /// `metrics.json` of all runs, joined from those of the experiments.
  func joinMetrics(to output: any SiteJob.Output) throws {
    let plans = site.plan.experiments
    if plans.count == 1 { return try output.duplicate(plans[0].metricsJSON, at: SitePlan.metricsJSON) }
    try output.stream(to: SitePlan.metricsJSON) {
      try JoinedLists.write(plans.map(\.metricsJSON), from: output, to: $0)
    }
  }

  /// `runs.csv` of the runs of several experiments, in the order of the tables.
  private func writeRows(of experiments: [Int], to append: (inout [UInt8]) throws -> Void) throws {
    let table = try RunsCSV(site: site, experiments: experiments)
    var csv = CSVWriter()
    table.writeHead(to: &csv)
    for experiment in experiments {
      for run in try site.order(experiment) {
        let place = RunPlace(experiment: experiment, run: run)
        table.write(place, try site.digest(place), to: &csv)
        if csv.bytes.count >= Twins.pieceSize { try append(&csv.bytes) }
      }
    }
    try append(&csv.bytes)
  }
}
