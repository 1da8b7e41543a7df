import Digests
import Markup
import RunModel
import RunTables
import Settings

/// What a view is, in words and as a link to the same choice on the experiment's page.
struct ViewChoice {
  /// Texts of an address that are longer than this are left out: no browser or chat is sure to keep them.
  private static let fragmentLimit = 4000
  private static let nameLimit = 10

  let site: Site
  let index: Int
  let saved: SavedView
  let columns: ViewColumns
  let baseline: Int?

  private var experiment: ExperimentIndex { site.contents.experiments[index] }

  // MARK: In words

  /// `Runs whose status is completed and lr is less than 0.01 · sorted by accuracy max, descending · compared with …`.
  func markup(from path: String) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.text(runWords)
    if let filter = saved.filter, !filter.isEmpty {
      writer.raw(" <code>")
      writer.text(filter.text)
      writer.raw("</code>")
    }
    if let key = columns.group { part("grouped by", key.label, to: &writer) }
    if let sort = columns.sort {
      part("sorted by", "\(sort.key.label), \(sort.isDescending ? "descending" : "ascending")", to: &writer)
    } else if let sort = site.settings.sort, let key = columns.view.column(sort.key) {
      part("sorted by", "\(key.label), \(sort.isDescending ? "descending" : "ascending")", to: &writer)
    } else {
      writer.raw(" · newest first")
    }
    if let baseline {
      writer.raw(" · compared with ")
      writer.link(
        PagePath.relative(from: path, to: site.plan.experiments[index].runs[baseline].page),
        experiment.runs[baseline].displayName)
    }
    return writer
  }

  private func part(_ verb: StaticString, _ what: String, to writer: inout MarkupWriter) {
    writer.raw(" · ")
    writer.raw(verb)
    writer.raw(" ")
    writer.text(what)
  }

  private var runWords: String {
    let filter = saved.filter.map { $0.words(in: columns.view.names) } ?? ""
    guard !saved.runs.isEmpty else { return filter.isEmpty ? "All runs" : "Runs whose \(filter)" }
    let shown = saved.runs.prefix(Self.nameLimit)
    let more = saved.runs.count > shown.count ? " and \(saved.runs.count - shown.count) more" : ""
    let names = "The \(saved.runs.count == 1 ? "run" : "runs") \(shown.joined(separator: ", "))\(more)"
    return filter.isEmpty ? names : names + ", if \(saved.runs.count == 1 ? "its" : "their") \(filter)"
  }

  /// What it names that this experiment does not have, in words.
  var missing: [String] {
    var remarks: [String] = []
    let failures = saved.filter?.bound(to: columns.view.names).failures ?? []
    let unknown = columns.unknown
    if !unknown.isEmpty { remarks.append("no run here has \(unknown.prefix(Self.nameLimit).joined(separator: ", "))") }
    remarks += failures.map { "filter: \($0)".trimmingLastPoint }
    let known = Set(experiment.runs.map(\.id)).union(experiment.runs.map(\.displayName))
    let gone = saved.runs.filter { !known.contains($0) }
    if !gone.isEmpty {
      remarks.append("not in this experiment: \(gone.prefix(Self.nameLimit).joined(separator: ", "))")
    }
    if let wanted = saved.baseline, baseline == nil {
      remarks.append("the baseline \(wanted) is not in this experiment")
    }
    return remarks
  }

  /// Why no run fits.
  var emptyReason: String {
    guard !experiment.runs.isEmpty else { return "The experiment has no run yet." }
    let total = NumberText.grouped(experiment.runs.count)
    let asked = "None of the \(total) runs of \(experiment.experiment.name) is what the view asks for."
    return ([asked] + missing.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }).joined(separator: " ")
  }

  // MARK: As a link

  /// The experiment's page with the same choice.
  func link(from path: String, runs: ViewRuns) throws -> MarkupWriter {
    let plan = site.plan.experiments[index]
    var fragment = FragmentText()
    fragment.add("f", short(filterText(runs)))
    fragment.add("s", columns.sort?.written ?? "")
    fragment.add("c", short(try columnText))
    fragment.add("g", columns.group?.written ?? "")
    fragment.add("b", baseline.map { ViewChoice.name(of: plan.runs[$0]) } ?? "")
    let lines = saved.charts.filter { if case .line = $0.kind { true } else { false } }
    // One set of options is that of all lines on the page.
    if let first = lines.first, lines.allSatisfy({ $0.options == first.options }) { add(first, to: &fragment) }
    fragment.add("a", short(saved.charts.filter(isDrawable).compactMap(ViewChoice.aggregate).joined(separator: "~")))
    return .text(PagePath.relative(from: path, to: plan.page) + fragment.text)
  }

  private func short(_ text: String) -> String { text.utf8.count > Self.fragmentLimit ? "" : text }

  /// The filter, and the runs by their ids.
  private func filterText(_ runs: ViewRuns) -> String {
    let filter = saved.filter?.text ?? ""
    guard !saved.runs.isEmpty else { return filter }
    let ids = runs.runs.map { ColumnKey.quoted(experiment.runs[$0].id) }.joined(separator: ",")
    return filter.isEmpty ? "id=" + ids : filter + " id=" + ids
  }

  /// The columns that are shown or not other than on the experiment's page.
  private var columnText: String {
    get throws {
      guard columns.areChosen else { return "" }
      let usual = ExperimentTableShape(columns.view, runCount: experiment.runs.count, settings: site.settings).table
      let (before, after) = (ViewChoice.keys(usual), ViewChoice.keys(columns.shape))
      let (known, wanted) = (Set(before), Set(after))
      return
        (after.filter { !known.contains($0) }.map { "+" + ColumnKey.quoted($0) }
        + before.filter { !wanted.contains($0) }.map { "-" + ColumnKey.quoted($0) }).joined(separator: "~")
    }
  }

  private static func keys(_ shape: RunTableShape) -> [String] {
    shape.sections.flatMap { section -> [String] in
      // The script has one column for a metric that no run logged twice.
      if case .metric(let metric) = section, !metric.column.isChartable {
        return [ColumnKey.metric(metric.column.name, .last).plain]
      }
      return section.columns.map { $0?.key.plain ?? "trend" }
    }
  }

  /// A run in a fragment: the hash at the end of its folder's name, else the name.
  private static func name(of run: RunPlan) -> String {
    let name = run.folder.split(separator: "/").last.map(String.init) ?? ""
    let hash = name.split(separator: "-").last.map(String.init) ?? ""
    return hash.utf8.count == 8 && hash.allSatisfy(\.isHexDigit) ? hash : name
  }

  private func add(_ chart: ChartRequest, to fragment: inout FragmentText) {
    switch chart.x {
    case .step: break
    case .time: fragment.add("x", "time")
    case .wall: fragment.add("x", "wall")
    case .metric(let name): fragment.add("x", name)
    }
    if let log = chart.log { fragment.add("l", (log.x ? "x" : "") + (log.y ? "y" : "-")) }
    if chart.smoothing > 0 { fragment.add("m", NumberText.exact(chart.smoothing)) }
    if chart.clipsOutliers { fragment.add("o", "1") }
    fragment.add("t", chart.legend?.text ?? "")
  }

  /// Whether the experiment has all columns of a chart.
  private func isDrawable(_ chart: ChartRequest) -> Bool { chart.keys.allSatisfy { columns.view.column($0) != nil } }

  private static func aggregate(_ chart: ChartRequest) -> String? {
    switch chart.kind {
    case .line: nil
    case .bar(let key): "bar:" + key.written
    case .scatter(let x, let y): "scatter:\(x.written),\(y.written)"
    case .parallel(let keys): "parallel:" + keys.map(\.written).joined(separator: ",")
    case .best(let key): "best:" + key.written
    }
  }
}

extension String {
  /// Without the point that ends a sentence, to stand within another.
  fileprivate var trimmingLastPoint: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension ChartRequest {
  /// What lines of one page have in common in a fragment.
  fileprivate var options: [String] {
    ["\(x)", "\(String(describing: log))", "\(smoothing)", "\(clipsOutliers)", legend?.text ?? ""]
  }
}
