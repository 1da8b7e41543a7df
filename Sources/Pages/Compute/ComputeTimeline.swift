import Charts
import Digests
import Markup
import RunModel

/// The timeline of a compute target: the latest runs by the nodes they ran on, then those that only waited.
struct ComputeTimeline {
  /// Before the latest moment: four weeks.
  private static let reach = 28 * 86_400_000 as Int64
  private static let runLimit = 400
  private static let nodeLimit = 256
  /// Lanes of runs that only waited.
  private static let waitLimit = 20
  private static let width = 1160.0

  let site: Site
  let target: ComputePlan
  let runs: [ComputeRun]
  /// The last moment that counts.
  let latest: Int64

  /// Nothing where no run has started or waits.
  func write(to writer: inout MarkupWriter) throws {
    let drawable = runs.indices.filter { !runs[$0].isParent && (began(runs[$0]) ?? .max) <= latest }
    let (chosen, first) = choose(from: drawable)
    guard !chosen.isEmpty else { return }
    let digests = try chosen.map { try site.digest(runs[$0].place).header }
    let started = chosen.indices.filter { runs[chosen[$0]].running != nil }
    let lanes = NodeLanes(
      started.map {
        .init(time: runs[chosen[$0]].running ?? 0..<0, nodes: Array(digests[$0].nodes.prefix(Self.nodeLimit)))
      })
    var unknown = 0
    var above: String?
    var drawn = try lanes.lanes.map { lane in
      let bars = try lane.stays.map { try bar(chosen[started[$0]], digests[started[$0]]) }
      guard let node = lane.node else {
        unknown += 1
        return TimelineChart.Lane(label: "lane \(unknown)", bars: bars)
      }
      defer { above = node }
      return TimelineChart.Lane(label: node == above ? "" : node, bars: bars)
    }
    let waited = chosen.indices.filter { runs[chosen[$0]].running == nil }
    let queue = NodeLanes(
      waited.map { .init(time: runs[chosen[$0]].waiting ?? 0..<0, nodes: []) }, limit: Self.waitLimit)
    drawn += try queue.lanes.enumerated().map { number, lane in
      let bars = try lane.stays.map { try bar(chosen[waited[$0]], digests[waited[$0]]) }
      return TimelineChart.Lane(label: number == 0 ? "queued" : "", bars: bars)
    }
    let chart = TimelineChart(
      id: "timeline", title: "Runs on \(target.name) by node", lanes: drawn,
      window: Double(first) / 1000...Double(latest) / 1000, width: Self.width)
    writer.raw("<section class=timeline aria-labelledby=times><h2 id=times>Timeline</h2> <span class=aside>")
    let remarks = remarks(lanes, leftOut: lanes.leftOut + queue.leftOut, shown: chosen.count, of: drawable.count)
    writer.text(remarks.joined(separator: " · "))
    writer.raw("</span>\n<div class=scroll tabindex=0 role=region aria-label=\"Runs by node\">\n")
    chart.write(into: &writer)
    writer.raw("</div></section>\n")
  }

  /// The runs within the window, latest first, and where it begins.
  private func choose(from drawable: [Int]) -> (runs: [Int], first: Int64) {
    var chosen = drawable.filter { (runs[$0].last ?? .min) >= latest - Self.reach }
      .sorted { a, b in
        let (first, second) = (began(runs[a]) ?? 0, began(runs[b]) ?? 0)
        return first == second ? a < b : first > second
      }
    var first = latest - Self.reach
    if chosen.count > Self.runLimit {
      chosen.removeSubrange(Self.runLimit...)
      first = max(first, chosen.compactMap { began(runs[$0]) }.min() ?? first)
    }
    let begin = chosen.compactMap { runs[$0].first }.min() ?? first
    return (chosen, min(max(first, begin), latest))
  }

  /// When it started, or since when it waits for that.
  private func began(_ run: ComputeRun) -> Int64? { run.running?.lowerBound ?? run.waiting?.lowerBound }

  private func bar(_ index: Int, _ header: RunHeader) throws -> TimelineChart.Bar {
    let run = runs[index]
    let drawn = run.running ?? run.waiting ?? 0..<0
    let style = try site.view(run.place.experiment).styles[run.place.run]
    var text = header.displayName
    if let user = header.user { text += ", \(user)" }
    text += ": \(site.state(site.entry(run.place)).word), \(TimeText.sentence(drawn.lowerBound))"
    text += run.running == nil ? ", queued for " : run.isUnderWay ? ", for " : ", "
    text += TimeText.duration(milliseconds: drawn.upperBound - drawn.lowerBound)
    if run.running != nil, let waiting = run.waiting, !waiting.isEmpty {
      text += ", queued \(TimeText.duration(milliseconds: waiting.upperBound - waiting.lowerBound))"
    }
    return TimelineChart.Bar(
      run: ChartRun(label: header.displayName, style: SeriesStyle(colour: style.colour, dash: 0)),
      queued: run.waiting.map { Double($0.lowerBound) / 1000 },
      start: run.running.map { Double($0.lowerBound) / 1000 }, end: Double(drawn.upperBound) / 1000,
      isOpen: run.isUnderWay, text: text,
      link: PagePath.relative(from: target.page, to: site.plan.run(run.place).page))
  }

  private func remarks(_ lanes: NodeLanes, leftOut: Int, shown: Int, of total: Int) -> [String] {
    var remarks: [String] = []
    if shown == Self.runLimit, shown < total {
      remarks.append("the latest \(NumberText.grouped(shown)) of \(NumberText.grouped(total)) runs")
    } else if shown < total {
      remarks.append("the last 4 weeks, \(NumberText.grouped(shown)) of \(NumberText.grouped(total)) runs")
    }
    if runs.contains(where: { $0.waiting?.isEmpty == false }) { remarks.append("thin line: queued") }
    if runs.contains(where: { $0.running != nil }) { remarks.append("empty: idle") }
    if lanes.hasUnknown { remarks.append("lanes are not machines: the store does not say which node") }
    if leftOut > 0 { remarks.append("\(NumberText.grouped(leftOut)) more lanes not drawn") }
    let parents = runs.count { $0.isParent }
    if parents > 0 {
      remarks.append("\(NumberText.grouped(parents)) \(parents == 1 ? "parent" : "parents") of these runs not drawn")
    }
    let waiting = runs.count { $0.isUnderWay && $0.running == nil }
    if waiting > 0 { remarks.append("\(NumberText.grouped(waiting)) queued, on no node yet") }
    let skewed = runs.count { $0.isSkewed }
    if skewed > 0 {
      remarks.append(
        "\(NumberText.grouped(skewed)) \(skewed == 1 ? "run has" : "runs have") times that run backward, by clocks that differ"
      )
    }
    return remarks
  }
}
