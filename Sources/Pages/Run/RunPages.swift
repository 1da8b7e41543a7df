import Analysis
import Charts
import Digests
import Markup
import RunModel

/// A run: what it was, what it measured, what it wrote.
struct RunPages {
  let run: RunContext

  private var site: Site { run.site }
  private var plan: RunPlan { run.plan }
  private var digest: RunDigest { run.digest }

  init(site: Site, plan: RunPlan, isInSite: Bool = true) throws {
    run = try RunContext(site: site, plan: plan, isInSite: isInSite)
  }

  func write(to output: any SiteJob.Output) throws {
    // First, since the run's page has links to lines of its log.
    let log = try writeFiles(to: output)
    let metrics = RunMetrics(run, log: log)
    let children = plan.children.isEmpty ? nil : try ChildPages(run: run)
    try output.put(try mainPage(metrics, children), at: plan.page)
    try children?.writeFurtherPages(to: output)
    for number in 1...metrics.pageCount where metrics.pageCount > 1 {
      try output.put(metricsPage(number, metrics), at: plan.metricsPage(number))
    }
    try output.put(MetricsJSON.bytes(of: run), at: plan.metricsJSON)
    if let series = SeriesScript.bytes(of: run, hasTimedLog: log != nil) {
      try output.put(series, at: plan.seriesScript)
    }
    if let log { try output.put(log.script, at: plan.logTimesScript) }
    output.count(run.tally)
  }

  /// The pages and copies of all files.
  ///
  /// - Returns: the main log by time, or else the first other one that can be.
  private func writeFiles(to output: any SiteJob.Output) throws -> TimedLog? {
    let siblings = LogSiblings(run)
    var timed: TimedLog?
    let main = MainLog.choose(digest.files)
    let others = digest.files.indices.filter { $0 != main }
    for index in (main.map { [$0] } ?? []) + others {
      let (file, filePlan) = (digest.files[index], run.files[index])
      let shown = "\(run.experiment.experiment.name)/\(digest.header.displayName)/\(file.path)"
      if let copy = filePlan.copy { try output.copy(file, to: copy, shownAs: shown) }
      let isShown =
        try filePlan.preview.map {
          try PreviewPage(run: run, index: index, siblings: siblings, shownAs: shown).write($0, to: output)
        } ?? false
      if filePlan.page != nil, !isShown {
        let pages = LogPages(run: run, index: index, siblings: siblings, shownAs: shown)
        timed = try pages.write(to: output, isTimed: timed == nil && file.role == .log) ?? timed
      }
    }
    return timed
  }

  private func mainPage(_ metrics: RunMetrics, _ children: ChildPages?) throws -> [UInt8] {
    var frame = PageFrame(
      site: site, path: plan.page, section: .experiments, title: digest.header.displayName)
    frame.above = [
      ("Experiments", SitePlan.experiments),
      (run.experiment.experiment.name, run.experimentPlan.page),
    ]
    let ancestors = site.plan.ancestors(of: plan.place, limit: RunContext.ancestorLimit + 1)
    for (place, ancestor) in ancestors.enumerated().reversed() {
      let label = place == RunContext.ancestorLimit ? "…" : site.entry(ancestor).displayName
      frame.above.append((label, site.plan.run(ancestor).page))
    }
    frame.script = hooks
    frame.isLive = site.isLive(plan)
    var slots: PageSlots = [
      "key": key, "facts": facts, "details": RunDetails(run: run).markup,
      "note": note, "error": error, "parameters": parameters, "tags": tags,
      "records": RecordTables(run: run).markup, "files": FileTree(run: run).markup,
      "twins": TwinLinks.markup(from: plan.page, [plan.metricsJSON]),
    ]
    if let children { slots.add(try children.slots) }
    slots.add(metrics.slots(page: 1, path: plan.page))
    return frame.render("run", slots)
  }

  private func metricsPage(_ number: Int, _ metrics: RunMetrics) -> [UInt8] {
    let path = plan.metricsPage(number)
    var frame = PageFrame(
      site: site, path: path, section: .experiments,
      title: "Metrics of \(digest.header.displayName)" + (number > 1 ? ", page \(number)" : ""))
    frame.above = [
      ("Experiments", SitePlan.experiments),
      (run.experiment.experiment.name, run.experimentPlan.page),
      (digest.header.displayName, plan.page),
    ]
    frame.script = hooks
    frame.isLive = site.isLive(plan)
    return frame.render("charts", metrics.slots(page: number, path: path))
  }

  private var hooks: ScriptHooks {
    ScriptHooks(
      run: plan.folder, start: digest.header.start?.milliseconds, table: run.experimentPlan.tableScript)
  }

  var key: MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<i class=\"k ")
    writer.safe(run.style.classes)
    writer.raw("\"></i>")
    return writer
  }

  var facts: MarkupWriter {
    var writer = MarkupWriter()
    writer.status(site.state(run.entry))
    if let duration = digest.duration {
      writer.raw(" <span>")
      switch site.state(run.entry) {
      case .reported(.running), .reported(.preparing): writer.raw("for ")
      case .reported(.completed): writer.raw("in ")
      default: writer.raw("after ")
      }
      writer.safe(TimeText.duration(milliseconds: duration))
      writer.raw("</span>")
    }
    if case .stale(let sign) = site.state(run.entry) {
      writer.raw(" <span>says it is running, ")
      if let sign {
        writer.raw("last sign of life ")
        writer.timeSentence(sign)
      } else {
        writer.raw("no sign of life")
      }
      writer.raw("</span>")
    }
    if let nodes = digest.header.nodeCount, nodes > 1 {
      writer.raw(" <span>")
      writer.count(nodes, "node", "nodes")
      writer.raw("</span>")
    }
    if digest.header.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    return writer
  }

  var note: MarkupWriter { digest.note.map { NoteText.markup($0, of: run) } ?? MarkupWriter() }

  var error: MarkupWriter {
    var writer = MarkupWriter()
    guard let error = digest.header.error else { return writer }
    writer.raw("<pre class=error-text>")
    writer.text(String(error.prefix(4000)))
    if error.count > 4000 { writer.safe("\n… 4,000 of \(NumberText.grouped(error.count)) characters") }
    writer.raw("</pre>\n")
    return writer
  }

  var parameters: MarkupWriter {
    var writer = MarkupWriter()
    if !digest.header.parameters.isEmpty {
      NamedValueList.table(digest.header.parameters, caption: "Parameters", to: &writer)
    }
    return writer
  }

  /// The tags a person set; those MLflow keeps for itself are told in the details or folded.
  var tags: MarkupWriter {
    var writer = MarkupWriter()
    let own = digest.header.tags.filter { !$0.name.hasPrefix("mlflow.") }
    let system = digest.header.tags.filter { $0.name.hasPrefix("mlflow.") && $0.name != "mlflow.note.content" }
    if !own.isEmpty { NamedValueList.table(own, caption: "Tags", to: &writer) }
    if !system.isEmpty {
      writer.raw("<details><summary>")
      writer.count(system.count, "system tag", "system tags")
      writer.raw("</summary>\n")
      NamedValueList.table(system, caption: "System tags", to: &writer)
      writer.raw("</details>\n")
    }
    return writer
  }
}
