import Digests
import Markup
import RunModel

/// The run table of an experiment, given page by page while its rows come.
struct ExperimentTable {
  /// A page of it, with its pagers.
  struct Page {
    /// From 1.
    var number: Int
    var markup: MarkupWriter
  }

  let site: Site
  let index: Int
  let view: ExperimentView
  let shape: ExperimentTableShape
  private var number = 1
  private var table: RunTable
  /// The rows of the page so far.
  private var written = MarkupWriter()
  /// How many rows came, on all pages.
  private var count = 0

  private var plan: ExperimentPlan { site.plan.experiments[index] }
  private var total: Int { plan.runs.count }
  private var rows: Range<Int> { shape.table.rows(onPage: number, of: total) }

  init(site: Site, index: Int, view: ExperimentView, shape: ExperimentTableShape) {
    self.site = site
    self.index = index
    self.view = view
    self.shape = shape
    let path = site.plan.experiments[index].tablePage(1)
    table = RunTable(site: site, index: index, path: path, view: view, shape: shape.table)
  }

  /// Takes the next run of the table's order.
  ///
  /// - Returns: the page that it completes; nil if more rows are to come on it.
  mutating func add(_ run: Int, _ digest: RunDigest) -> Page? {
    table.writeRow(run, digest, depth: plan.runs[run].depth, to: &written)
    count += 1
    guard count == rows.upperBound else { return nil }
    let page = Page(number: number, markup: markup)
    number += 1
    table = RunTable(site: site, index: index, path: plan.tablePage(number), view: view, shape: shape.table)
    written = MarkupWriter()
    return page
  }

  private var markup: MarkupWriter {
    let pager = Pager(
      path: { plan.tablePage($0) }, pageCount: shape.pageCount, from: table.path, current: number, label: "runs")
    var writer = MarkupWriter(reserving: written.bytes.count + 4096)
    pager.write(to: &writer, shown: rows, total: total)
    table.write(of: site.contents.experiments[index].experiment.name, isMain: true, to: &writer) { $0.append(written) }
    pager.write(to: &writer, shown: rows, total: total)
    return writer
  }
}
