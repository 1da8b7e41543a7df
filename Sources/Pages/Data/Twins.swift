import Digests
import Markup
import RunModel

/// The files for machines beside a page that lists runs: `runs.csv`, `runs.json`, `metrics.json`.
///
/// Written piece by piece: they may be larger than memory. Those of an experiment are made from one reading of its
/// runs' digests; those of all runs are joined from there, where that is possible.
struct Twins {
  let site: Site

  /// A piece is handed on when it has grown to this many bytes.
  static let pieceSize = 1 << 18

  /// The files of one experiment and the script's tables, from the runs' digests.
  ///
  /// - Parameter each: what else is to be made of each digest, in the order of the table.
  func writeRuns(
    ofExperiment index: Int, to output: any SiteJob.Output, each: (RunPlace, RunDigest) throws -> Void = { _, _ in }
  ) throws {
    let plan = site.plan.experiments[index]
    var table = try TableScript(site: site, experiment: index)
    try output.stream(to: plan.metricsJSON) { append in
      var metrics = JSONWriter()
      metrics.beginList()
      try output.stream(to: plan.runsCSV) { csv in
        try output.stream(to: plan.runsJSON) { json in
          try writeRuns(of: [index], csv: csv, json: json) { place, digest in
            table.add(place, digest)
            MetricsJSON.write(digest, of: site.contents.experiments[index].experiment, to: &metrics)
            if metrics.bytes.count >= Twins.pieceSize { try append(&metrics.bytes) }
            try each(place, digest)
          }
        }
      }
      metrics.finish()
      try append(&metrics.bytes)
    }
    try output.stream(to: plan.tableScript) { try table.write(to: $0) }
    try output.stream(to: plan.moreScript) { try table.writeMore(to: $0) }
  }

  /// `runs.csv` and `runs.json` of all runs: those of the only experiment, or joined where that is possible.
  func joinRuns(to output: any SiteJob.Output) throws {
    let plans = site.plan.experiments
    if plans.count == 1 {
      try output.duplicate(plans[0].runsCSV, at: SitePlan.runsCSV)
      return try output.duplicate(plans[0].runsJSON, at: SitePlan.runsJSON)
    }
    try output.stream(to: SitePlan.runsCSV) { append in
      // Experiments have columns of their own: the rows must be made anew.
      try writeRuns(of: Array(plans.indices), csv: append, json: { $0 = [] })
    }
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

  /// In the order of the tables.
  private func writeRuns(
    of experiments: [Int], csv append: (inout [UInt8]) throws -> Void, json appendJSON: (inout [UInt8]) throws -> Void,
    each: (RunPlace, RunDigest) throws -> Void = { _, _ in }
  ) throws {
    let table = try RunsCSV(site: site, experiments: experiments)
    var csv = CSVWriter()
    var json = JSONWriter()
    table.writeHead(to: &csv)
    json.beginList()
    for experiment in experiments {
      for run in try site.order(experiment) {
        let place = RunPlace(experiment: experiment, run: run)
        let digest = try site.digest(place)
        try each(place, digest)
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
}
