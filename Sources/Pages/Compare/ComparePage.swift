import Digests
import Markup
import RunModel

/// Some runs of an experiment side by side: facts, parameters, metrics, notes and charts.
///
/// The script puts the runs of its choice in the place of these: `compare` is the id of all that it replaces, and
/// `data-runs` names the runs shown here by their rows in the experiment's table.
struct ComparePage {
  /// How many of the experiment's charts are shown again.
  private static let chartLimit = 6

  let site: Site
  let experiment: Int
  let path: String
  let compared: ComparedRuns
  let shape: ExperimentTableShape

  private var plan: ExperimentPlan { site.plan.experiments[experiment] }

  /// - Parameters:
  ///   - legend: of the experiment's charts.
  ///   - figures: the experiment's first charts, which lie in the same folder.
  func render(legend: MarkupWriter, figures: [ExperimentCharts.Figure]) throws -> [UInt8] {
    let name = site.contents.experiments[experiment].experiment.name
    var frame = PageFrame(site: site, path: path, section: .experiments, title: "Compare runs of \(name)")
    frame.above = [("Experiments", SitePlan.experiments), (name, plan.page)]
    frame.script.table = plan.tableScript
    frame.script.page = "compare"
    frame.isLive = site.isLive(experiment: experiment)
    let grid = CompareGrid(
      site: site, experiment: experiment, path: path, view: try site.view(experiment), runs: compared.members,
      shape: shape)
    let (parameters, parametersNote) = grid.parameters()
    let (metrics, metricsNote) = grid.metrics()
    var slots: PageSlots = [
      "facts": .text(compared.choice), "rows": try rows, "advice": .text(Self.advice), "runs": grid.facts(),
      "parameters": parameters, "parametersNote": .text(parametersNote), "metrics": metrics,
      "metricsNote": .text(metricsNote), "notes": try CompareNotes(grid: grid).markup(),
    ]
    let usual = figures.filter(\.isUsual)
    if compared.areCharted && !usual.isEmpty {
      slots["legend"] = legend
      slots["charts"] = ExperimentCharts.grid(usual.prefix(Self.chartLimit))
      slots["chartsNote"] = try chartsNote(min(Self.chartLimit, usual.count), frame)
    }
    return frame.render("compare", slots)
  }

  static let advice =
    "To compare other runs, tick two to ten in the run table and press Compare; this needs JavaScript."

  /// The rows of the runs in the experiment's table.
  private var rows: MarkupWriter {
    get throws {
      let order = try site.order(experiment)
      let rows = compared.members.compactMap { order.firstIndex(of: $0.run) }
      return .text(rows.map(String.init).joined(separator: " "))
    }
  }

  private func chartsNote(_ shown: Int, _ frame: PageFrame) throws -> MarkupWriter {
    let total = ExperimentCharts.metrics(try site.view(experiment)).count
    var writer = MarkupWriter()
    writer.safe("\(shown) of ")
    writer.raw("<a href=\"")
    writer.append(frame.link(plan.page))
    writer.raw("#charts\">")
    writer.count(total, "chart", "charts")
    writer.raw(" of the experiment</a>")
    return writer
  }
}
