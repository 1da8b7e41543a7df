import Charts
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// Parallel coordinates: a line a run over several columns.
extension RequestedCharts {
  private static let runLimit = 200
  /// More axes than this take a whole row.
  private static let narrowLimit = 4

  func parallels(_ keys: [ColumnKey], _ request: ChartRequest, anchor: String) -> Outcome {
    let title = request.title ?? keys.map(label).joined(separator: ", ")
    let columns = keys.compactMap(column)
    guard columns.count == keys.count else {
      let lacking = keys.filter { view.column($0) == nil }.map(\.label).joined(separator: " and ")
      return .nothing(title: title, reason: "No run here has \(lacking).")
    }
    let found = runs.filter { run in columns.contains { $0.number(run) != nil } }
    guard !found.isEmpty else {
      return .nothing(title: title, reason: "No run here has a value in any of these columns.")
    }
    let shown = found.prefix(Self.runLimit)
    let judge = columns.last { $0.better != nil }
    let best = judge?.best(of: Array(shown))
    let emphasised = leader ?? best
    let chart = ParallelChart(
      id: anchor + "-svg", title: title,
      axes: columns.map { column in
        .init(
          label: column.label, scale: column.scale, categories: column.categories,
          better: column.better.map { $0 == .higher ? .higher : .lower })
      },
      lines: shown.map { run in
        .init(run: chartRun(run, request, isEmphasised: run == emphasised), values: columns.map { $0.number(run) })
      },
      size: keys.count > Self.narrowLimit ? ChartSize(width: 828, height: 260) : ExperimentCharts.size)
    var remarks = named(request, columns.map(\.label).joined(separator: ", "))
    if shown.count < found.count {
      remarks.append("the first \(shown.count) of \(NumberText.grouped(found.count)) runs of the table")
    } else if let coverage = coverage(found.count, "a value on some axis") {
      remarks.append(coverage)
    }
    if let emphasised, shown.contains(emphasised) {
      let name = entry(emphasised).displayName
      remarks.append(
        emphasised == best ? "strong line: \(name), best by \(judge?.label ?? "")" : "strong line: \(name)")
    }
    return .drawn(
      ChartFigure(
        chart: chart, title: title, remarks: remarks, anchor: anchor, isWide: keys.count > Self.narrowLimit))
  }
}
