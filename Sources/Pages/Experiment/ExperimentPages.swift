import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// An experiment: its note, its charts, its run table, and the twins for machines.
struct ExperimentPages {
  /// A note of more bytes is folded to its first line: it would push charts and runs off the screen.
  private static let foldedNote = 600

  let site: Site
  let index: Int

  private var plan: ExperimentPlan { site.plan.experiments[index] }
  private var experiment: ExperimentIndex { site.contents.experiments[index] }
  private let view: ExperimentView

  init(site: Site, index: Int) throws {
    self.site = site
    self.index = index
    view = try site.view(index)
  }

  func write(to output: any SiteJob.Output) throws {
    let shape = ExperimentTableShape(view, runCount: experiment.runs.count, settings: site.settings)
    let charts = try ExperimentCharts(site: site, index: index, path: plan.page)
    let figures = ExperimentCharts.pageCount(view) > 0 ? try charts.figures(page: 1) : []
    if let page = plan.comparePage {
      let compared = try ComparedRuns(site: site, experiment: index)
      try output.put(
        try ComparePage(site: site, experiment: index, path: page, compared: compared, shape: shape)
          .render(legend: charts.legend, figures: figures), at: page)
    }
    for number in 1...max(1, ExperimentCharts.pageCount(view)) where number > 1 {
      try output.put(try chartPage(number), at: plan.chartPage(number))
    }
    if experiment.runs.isEmpty { try output.put(try mainPage(shape, nil, charts, figures), at: plan.page) }
    try ExperimentRows(site: site, index: index, view: view, shape: shape).write(to: output) { number, table in
      let page = number == 1 ? try mainPage(shape, table, charts, figures) : tablePage(number, table)
      try output.put(page, at: plan.tablePage(number))
    }
  }

  private func frame(_ path: String, title: String, isMain: Bool) -> PageFrame {
    var frame = PageFrame(site: site, path: path, section: .experiments, title: title)
    frame.above = [("Experiments", SitePlan.experiments)]
    frame.script.table = plan.tableScript
    frame.script.compare = plan.comparePage
    frame.isLive = site.isLive(experiment: index)
    if !isMain { frame.above.append((experiment.experiment.name, plan.page)) }
    return frame
  }

  // MARK: The main page

  /// - Parameter table: the first page of the run table; nil where there is no run.
  private func mainPage(
    _ shape: ExperimentTableShape, _ table: MarkupWriter?, _ charts: ExperimentCharts,
    _ figures: [ExperimentCharts.Figure]
  ) throws -> [UInt8] {
    let frame = frame(plan.page, title: experiment.experiment.name, isMain: true)
    var slots: PageSlots = [
      "facts": facts,
      "note": experiment.experiment.note.map { NoteText.markup($0, of: index, in: site, page: plan.page) }
        ?? MarkupWriter(),
      "tags": NamedValueList.markup(experiment.experiment.tags.filter { !$0.name.hasPrefix("mlflow.") }),
      "twins": TwinLinks.markup(from: plan.page, [plan.runsCSV, plan.runsJSON, plan.metricsJSON]),
    ]
    if let note = experiment.experiment.note, note.utf8.count > Self.foldedNote {
      slots["noteSummary"] = .text(NoteText.firstLine(note))
    }
    if let page = plan.comparePage { slots["compare"] = frame.link(page) }
    if !plan.views.isEmpty { slots["views"] = ViewTabs(plan: plan, path: plan.page).markup }
    slots.add(try ExperimentRequests.slots(ofExperiment: index, in: site, path: plan.page))
    if !figures.isEmpty {
      slots["chartChoice"] = charts.choice
      if view.charted.count > 1, let page = plan.comparePage { slots["compareCharted"] = frame.link(page) }
      slots["legend"] = charts.legend
      slots["charts"] = ExperimentCharts.grid(figures)
      slots["chartPager"] = chartPager(1, from: plan.page)
    } else if let remark = ExperimentCharts.hiddenRemark(view) {
      slots["noCharts"] = .text(remark)
    } else if !view.metrics.isEmpty {
      slots["noCharts"] = .text("No metric here has more than one value in a run: the numbers are in the table.")
    }
    if let table {
      slots["tableNote"] = tableNote(shape)
      slots["common"] = NamedValueList.markup(view.common)
      slots["table"] = table
    } else {
      var empty = MarkupWriter()
      EmptyState.write("No runs yet", "The store knows this experiment, but no run of it.", to: &empty)
      slots["table"] = empty
    }
    return frame.render("experiment", slots)
  }

  private var facts: MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<span>")
    writer.count(experiment.runs.count, "run", "runs")
    writer.raw("</span> ")
    site.statusCounts(index).write(to: &writer)
    if experiment.experiment.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    return writer
  }

  private func tableNote(_ shape: ExperimentTableShape) -> MarkupWriter {
    var remarks: [String] = []
    if shape.metrics.count < shape.metricCount {
      remarks.append(
        "\(shape.metrics.count) of \(NumberText.grouped(shape.metricCount)) metrics shown, all are in runs.csv")
    }
    if shape.parameters.count < shape.parameterCount {
      remarks.append(
        "\(shape.parameters.count) of \(NumberText.grouped(shape.parameterCount)) parameters shown, all are in runs.csv"
      )
    }
    if shape.hidden.count > 0 {
      remarks.append(HiddenRemark.text(shape.hidden.count, of: shape.hidden.total, "columns"))
    }
    if let sort = site.settings.sort, let key = view.column(sort.key) {
      remarks.append("sorted by \(key.label), \(sort.isDescending ? "descending" : "ascending")")
    }
    let inferred = shape.metrics.contains { $0.column.direction?.origin == .inferred }
    if shape.metrics.contains(where: { $0.column.direction != nil }) {
      remarks.append(
        "shaded: the best value of each metric; ↑ higher, ↓ lower is better"
          + (inferred ? ", inferred from the name where \(whoSays)" : ""))
    }
    return .text(remarks.joined(separator: "; "))
  }

  private var whoSays: String {
    site.settings.metrics.isEmpty ? "the store does not say" : "neither the store nor runreport.yaml says"
  }

  private func chartPager(_ number: Int, from path: String) -> MarkupWriter {
    let total = ExperimentCharts.metrics(view).count
    let first = (number - 1) * ExperimentCharts.perPage
    var writer = MarkupWriter()
    Pager(
      path: { plan.chartPage($0) }, pageCount: ExperimentCharts.pageCount(view), from: path, current: number,
      label: "charts"
    ).write(to: &writer, shown: first..<min(total, first + ExperimentCharts.perPage), total: total)
    return writer
  }

  // MARK: Further pages

  private func tablePage(_ number: Int, _ table: MarkupWriter) -> [UInt8] {
    let title = "Runs of \(experiment.experiment.name), page \(number)"
    let frame = frame(plan.tablePage(number), title: title, isMain: false)
    return frame.render("table", ["facts": facts, "main": table])
  }

  private func chartPage(_ number: Int) throws -> [UInt8] {
    let path = plan.chartPage(number)
    let frame = frame(path, title: "Charts of \(experiment.experiment.name), page \(number)", isMain: false)
    let charts = try ExperimentCharts(site: site, index: index, path: path)
    return frame.render(
      "charts",
      [
        "facts": charts.choice, "legend": charts.legend,
        "charts": ExperimentCharts.grid(try charts.figures(page: number)),
        "chartPager": chartPager(number, from: path),
      ])
  }
}
