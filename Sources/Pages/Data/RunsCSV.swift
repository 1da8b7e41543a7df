import Analysis
import Digests
import Markup
import RunModel

/// `runs.csv`: a row a run, a column for each parameter and for last, min and max of each metric.
struct RunsCSV {
  let site: Site

  /// A sparse table of more cells than this is left to `runs.json`: parameters and metrics that only
  /// some experiments have would fill gigabytes with commas.
  private static let cellLimit = 20_000_000

  private let parameters: [String]
  private let metrics: [String]
  /// Whether any run says when it was queued, or names its nodes.
  private let hasSubmitted: Bool
  private let hasNodes: Bool

  init(site: Site, experiments: [Int]) throws {
    self.site = site
    let digests = try experiments.map { try site.view($0).digest }
    func names(_ list: (ExperimentDigest) -> [String]) -> [String] {
      let all = digests.reduce(into: Set<String>()) { $0.formUnion(list($1)) }
      return all.sorted { NameOrder.precedes($0, $1) }
    }
    let parameters = names { $0.parameters.map(\.name) }
    let metrics = names { $0.metrics.map(\.name) }
    hasSubmitted = digests.contains(where: \.hasSubmitted)
    hasNodes = digests.contains(where: \.hasNodes)
    let rows = experiments.reduce(0) { $0 + site.contents.experiments[$1].runs.count }
    let isTooLarge = (parameters.count + metrics.count * 3) * rows > RunsCSV.cellLimit
    self.parameters = isTooLarge ? [] : parameters
    self.metrics = isTooLarge ? [] : metrics
  }

  func writeHead(to csv: inout CSVWriter) {
    for name in ["experiment", "run", "run_name", "status", "start", "end", "duration_seconds", "user", "parent"] {
      csv.cell(name)
    }
    for name in ["kind", "compute_target", "node_count", "commit"] { csv.cell(name) }
    if hasSubmitted { csv.cell("submitted") }
    if hasNodes { csv.cell("nodes") }
    for name in parameters { csv.cell("parameter." + name) }
    for name in metrics {
      for aggregate in ["last", "min", "max"] { csv.cell("metric.\(name).\(aggregate)") }
    }
    csv.endRow()
  }

  func write(_ place: RunPlace, _ run: RunDigest, to csv: inout CSVWriter) {
    let header = run.header
    csv.cell(site.contents.experiments[place.experiment].experiment.name)
    csv.cell(header.id)
    csv.cell(header.name)
    csv.cell(site.state(site.entry(place)).word)
    csv.cell(header.start.map { TimeText.iso($0.milliseconds) } ?? "")
    csv.cell(header.end.map { TimeText.iso($0.milliseconds) } ?? "")
    csv.cell(run.duration.map { Double($0) / 1000 })
    csv.cell(header.user ?? "")
    csv.cell(header.parent ?? "")
    csv.cell(header.kind.rawValue)
    csv.cell(header.computeTarget ?? "")
    csv.cell(header.nodeCount.map(Int64.init))
    csv.cell(header.source.commit ?? "")
    if hasSubmitted { csv.cell(header.submitted.map { TimeText.iso($0.milliseconds) } ?? "") }
    if hasNodes { csv.cell(header.nodes.joined(separator: " ")) }
    for name in parameters { csv.cell(run.parameter(name) ?? "") }
    // Both are in the order of names.
    var next = 0
    for name in metrics {
      while next < run.series.count, NameOrder.precedes(run.series[next].name, name) { next += 1 }
      let isThere = next < run.series.count && run.series[next].name == name
      let summary = isThere ? run.series[next].summary : nil
      if isThere { next += 1 }
      csv.cell(summary?.last)
      csv.cell(summary?.min?.value)
      csv.cell(summary?.max?.value)
    }
    csv.endRow()
  }
}
