import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// The runs a run started: a sweep's trials, an AutoML parent's models, a pipeline's steps.
///
/// Each child's digest is opened once; what stays of it is what tables and charts show.
struct ChildRuns {
  private static let rowsPerPage = 500

  let run: RunContext
  /// The metric the children are ranked by: the parent's own choice, else the experiment's.
  let metric: MetricColumn?
  /// By iteration, where all have one, else in the order they were started.
  let children: [ChildRun]
  /// Whether the store numbers all of them.
  let isNumbered: Bool
  /// The place of the best one; nil where none has a value or no direction is known.
  let best: Int?
  /// The names of the parameters that differ and are not hidden, those most children have first.
  let parameters: [String]

  /// Nil for a run without children.
  init?(of run: RunContext) throws {
    guard !run.plan.children.isEmpty else { return nil }
    self.run = run
    let site = run.site
    let metric = (run.digest.header.primaryMetric ?? run.view.primary?.name).flatMap { run.view.metric(named: $0) }
    var children = try run.plan.children.map {
      ChildRun(try site.digest($0), at: $0, of: run.digest.header.id, metric: metric)
    }
    isNumbered = children.allSatisfy { $0.iteration != nil }
    if isNumbered {
      children = children.enumerated().sorted { a, b in
        let (first, second) = (a.element.iteration ?? 0, b.element.iteration ?? 0)
        return first == second ? a.offset < b.offset : first < second
      }.map(\.element)
    }
    var best: Int?
    for index in children.indices {
      if let metric, metric.direction != nil, let score = children[index].score,
        best.flatMap({ children[$0].score }).map({ metric.isBetter(score, than: $0) }) ?? true
      {
        best = index
      }
      children[index].bestSoFar = best.flatMap { children[$0].score }
    }
    self.metric = metric
    self.children = children
    self.best = best
    parameters = ChildRuns.differing(children).filter { !site.hides(.parameter($0)) }
  }

  private static func differing(_ children: [ChildRun]) -> [String] {
    var places: [String: Int] = [:]
    var digests: [ParameterDigest] = []
    for parameter in children.lazy.flatMap(\.parameters) {
      let place = places[parameter.name] ?? digests.count
      if place == digests.count {
        places[parameter.name] = place
        digests.append(ParameterDigest(parameter))
      }
      digests[place].add(parameter.value)
    }
    return ParameterSplit.split(digests, runCount: children.count { !$0.parameters.isEmpty }).differing.map(\.name)
  }

  var pageCount: Int { (children.count + Self.rowsPerPage - 1) / Self.rowsPerPage }

  /// What the run's own page has of them: the best one, charts, and the first page of the table.
  var markup: MarkupWriter {
    var writer = MarkupWriter()
    writeSentence(to: &writer)
    writer.append(ChildCharts(self).markup)
    writer.append(table(page: 1, path: run.plan.page))
    return writer
  }

  /// A page of the table, with links to the others.
  func table(page number: Int, path: String) -> MarkupWriter {
    let rows = (number - 1) * Self.rowsPerPage..<min(children.count, number * Self.rowsPerPage)
    let pager = Pager(
      path: { run.plan.childrenPage($0) }, pageCount: pageCount, from: path, current: number, label: "child runs")
    var writer = MarkupWriter(reserving: 300 * rows.count)
    pager.write(to: &writer, shown: rows, total: children.count)
    ChildTable(self, path: path).write(rows, to: &writer)
    pager.write(to: &writer, shown: rows, total: children.count)
    return writer
  }

  /// How a child is told apart in words: its iteration, or its place in the order of start.
  func number(of index: Int) -> Int { isNumbered ? children[index].iteration ?? index : index + 1 }

  func name(of index: Int) -> String { run.site.entry(children[index].place).displayName }

  private func writeSentence(to writer: inout MarkupWriter) {
    writer.raw("<p>")
    writer.count(children.count, "child run", "child runs")
    if let metric {
      writer.raw(", ranked by ")
      writer.text(metric.name)
      if let text = metric.directionText { writer.text(" (\(text))") }
    }
    if let best, let metric, let score = children[best].score {
      writer.raw(". Best: ")
      writer.link(run.link(to: run.site.plan.run(children[best].place).page), name(of: best))
      writer.raw(", <b>")
      writer.text(metric.format.text(score))
      writer.raw("</b>, ")
      writer.safe("\(isNumbered ? "iteration" : "run") \(NumberText.grouped(number(of: best)))")
    }
    writer.raw(".</p>\n")
  }
}
