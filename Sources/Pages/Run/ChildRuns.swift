import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// The runs a run started: a sweep's trials, an AutoML parent's models, a pipeline's steps.
struct ChildRuns {
  private static let rowLimit = 500

  /// A child with its digest.
  private struct Child {
    var place: RunPlace
    var digest: RunDigest
  }

  let run: RunContext

  private var site: Site { run.site }
  private var plan: RunPlan { run.plan }

  /// Nothing for a run without children.
  func markup() throws -> MarkupWriter {
    var writer = MarkupWriter()
    guard !plan.children.isEmpty else { return writer }
    let shown = try ranked()
    if shown.count < plan.children.count {
      writer.raw("<p class=quiet>")
      writer.safe("\(NumberText.grouped(shown.count)) of \(NumberText.grouped(plan.children.count)) child runs, ")
      writer.raw("the rest are in the experiment's table</p>\n")
    }
    writeTable(shown, to: &writer)
    return writer
  }

  /// The metric the children are ranked by: the parent's own choice, else the experiment's.
  private var metric: MetricColumn? {
    (run.digest.header.primaryMetric ?? run.view.primary?.name).flatMap { run.view.metric(named: $0) }
  }

  /// The best children by the metric, best first; those without a value last, in the order they were started.
  private func ranked() throws -> [Child] {
    guard let metric else { return try plan.children.prefix(Self.rowLimit).map(child) }
    let scores = try plan.children.map { place in
      try site.digest(place).series(named: metric.name).flatMap { metric.score($0.summary) }
    }
    let order = plan.children.indices.sorted { a, b in
      guard let first = scores[a] else { return scores[b] == nil && a < b }
      guard let second = scores[b] else { return true }
      return first == second ? a < b : metric.isBetter(first, than: second)
    }
    return try order.prefix(Self.rowLimit).map { try child(plan.children[$0]) }
  }

  private func child(_ place: RunPlace) throws -> Child { Child(place: place, digest: try site.digest(place)) }

  private func writeTable(_ children: [Child], to writer: inout MarkupWriter) {
    let parameters = ParameterSplit.split(children.map(\.digest)).differing.map(\.name)
      .filter { !site.hides(.parameter($0)) }.prefix(12)
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"Child runs\"><table class=runs>")
    writer.raw("<caption class=quiet>Child runs")
    if let metric {
      writer.raw(", best first by ")
      writer.text(metric.name)
      if let text = metric.directionText { writer.text(", " + text) }
    }
    writer.raw("</caption>\n<thead><tr><th scope=col class=t>Run<th scope=col class=t>Status")
    if let metric {
      writer.raw("<th scope=col>")
      writer.text(metric.name + (metric.arrow.isEmpty ? "" : " " + metric.arrow))
      writer.raw("<th scope=col>last")
    }
    for name in parameters {
      writer.raw("<th scope=col class=t")
      writer.cutText(name, limit: 32)
    }
    writer.raw("<th scope=col class=t>Started (UTC)<th scope=col>Duration\n<tbody>\n")
    for (rank, child) in children.enumerated() {
      writeRow(child, isBest: rank == 0, parameters: parameters, to: &writer)
    }
    writer.raw("</table></div>\n")
  }

  private func writeRow(
    _ child: Child, isBest: Bool, parameters: some Sequence<String>, to writer: inout MarkupWriter
  ) {
    let digest = child.digest
    writer.raw("<tr><th scope=row class=t>")
    writer.link(run.link(to: site.plan.run(child.place).page), digest.header.displayName)
    writer.raw("<td class=t>")
    writer.status(site.state(site.entry(child.place)))
    if let metric {
      let summary = digest.series(named: metric.name)?.summary
      let score = summary.flatMap(metric.score)
      writer.numberCell(score, format: metric.format, isBest: isBest && score != nil && metric.direction != nil)
      writer.numberCell(summary?.last, format: metric.format)
    }
    for name in parameters { writer.textCell(digest.parameter(name) ?? "", limit: 32) }
    RunFacts.writeTimes(digest, to: &writer)
    writer.raw("\n")
  }
}
