import Charts
import Digests
import Markup
import RunModel

/// Logged values that are not one number: tables, images, confusion matrices, curves.
struct RecordTables {
  private static let rowLimit = 100
  private static let recordLimit = 60
  /// On the page of another run.
  private static let excerptLimit = 12

  let run: RunContext
  /// Only what is drawn or a matrix, without its numbers: on the page of another run.
  var isExcerpt = false

  /// Whether the numbers of what is drawn stand below it: not on a page that is to be small.
  private var showsValues: Bool { !isExcerpt && run.isInSite }

  private var idPrefix: String { isExcerpt ? "best-curve" : "curve" }

  private var digest: RunDigest { run.digest }

  /// Nothing for a run without any.
  var markup: MarkupWriter {
    var writer = MarkupWriter()
    let groups = grouped
    let limit = isExcerpt ? Self.excerptLimit : Self.recordLimit
    for (number, group) in groups.prefix(limit).enumerated() { write(group, number: number, to: &writer) }
    if groups.count > limit {
      writer.raw("<p class=quiet>")
      writer.safe("\(limit) of \(NumberText.grouped(groups.count)) shown</p>\n")
    }
    return writer
  }

  /// Rows of one name make one table; any other record stands for itself.
  private var grouped: [[MetricRecord]] {
    var groups: [[MetricRecord]] = []
    var rowGroup: [String: Int] = [:]
    for record in digest.records where !isExcerpt || RecordTables.isDrawn(record) {
      if record.kind == .row, let index = rowGroup[record.name] {
        groups[index].append(record)
        continue
      }
      if record.kind == .row { rowGroup[record.name] = groups.count }
      groups.append([record])
    }
    return groups
  }

  private func write(_ group: [MetricRecord], number: Int, to writer: inout MarkupWriter) {
    guard let record = group.first else { return }
    writer.raw(RecordTables.isWide(group) ? "<section class=\"record wide\"><h3>" : "<section class=record><h3>")
    writer.text(record.name)
    writer.raw("</h3> <span class=quiet>")
    writer.safe(RecordTables.words(record.kind))
    if group.count == 1, let step = record.step { writer.safe(", step \(NumberText.grouped(step))") }
    writer.raw("</span>\n")
    switch record.kind {
    case .row: RecordGrid(rows: group.map(\.data)).write(caption: record.name, limit: Self.rowLimit, to: &writer)
    case .list: RecordGrid(list: record.data).write(caption: record.name, limit: Self.rowLimit, to: &writer)
    case .table: RecordGrid(columns: record.data).write(caption: record.name, limit: Self.rowLimit, to: &writer)
    case .image: writeImage(record, to: &writer)
    case .text:
      writer.raw("<div class=note>")
      writer.append(
        NoteText.markup(
          record.data.string ?? "", of: run, headingOffset: 3, idPrefix: "text-\(number + 1)"))
      writer.raw("</div>\n")
    case .curve:
      var figure = CurveFigure(record: record, id: "\(idPrefix)-\(number + 1)")
      figure.showsValues = showsValues || !figure.isDrawable
      figure.write(limit: Self.rowLimit, to: &writer)
    case .confusionMatrix: ConfusionMatrixTable(record: record).write(to: &writer)
    case .accuracyTable: writeAccuracy(record, number: number, to: &writer)
    case .residuals: writeBins(record, RegressionCurves.residuals(record), number: number, to: &writer)
    case .predictions: writeBins(record, RegressionCurves.predictions(record), number: number, to: &writer)
    }
    writer.raw("</section>\n")
  }

  /// An accuracy table below the curves that follow from it, side by side.
  private func writeAccuracy(_ record: MetricRecord, number: Int, to writer: inout MarkupWriter) {
    let curves = AccuracyCurves(record).records
    if !curves.isEmpty { writer.raw("<div class=records>\n") }
    for (place, curve) in curves.enumerated() {
      writer.raw("<div class=record><h4>")
      writer.text(curve.name)
      writer.raw("</h4>\n")
      CurveFigure(record: curve, id: "\(idPrefix)-\(number + 1)-\(place + 1)", showsValues: false)
        .write(limit: Self.rowLimit, to: &writer)
      writer.raw("</div>\n")
    }
    if !curves.isEmpty { writer.raw("</div>\n") }
    if showsValues || curves.isEmpty { AccuracyTable(record: record).write(to: &writer) }
  }

  /// What was counted in bins: drawn if it can be, its numbers below.
  private func writeBins(_ record: MetricRecord, _ drawn: MetricRecord?, number: Int, to writer: inout MarkupWriter) {
    if let drawn {
      CurveFigure(record: drawn, id: "\(idPrefix)-\(number + 1)", showsValues: false)
        .write(limit: Self.rowLimit, to: &writer)
      guard showsValues else { return }
      writer.raw("<details><summary>Values</summary>\n")
    }
    RecordGrid(columns: record.data).write(caption: record.name, limit: Self.rowLimit, to: &writer)
    if drawn != nil { writer.raw("</details>\n") }
  }

  private func writeImage(_ record: MetricRecord, to writer: inout MarkupWriter) {
    let path = record.data["path"]?.string ?? ""
    guard run.isInSite else {
      writer.raw("<p class=quiet>The image <code>")
      writer.text(path)
      writer.raw("</code> is shown on the run’s page.</p>\n")
      return
    }
    guard let index = digest.files.firstIndex(where: { $0.path == path }), let copy = run.files[index].copy,
      FilePlan.imageEndings.contains(FilePlan.ending(of: path))
    else {
      writer.raw("<p class=quiet>The image <code>")
      writer.text(path)
      writer.raw("</code> is not among the run's files, or is no picture a browser shows.</p>\n")
      return
    }
    writer.raw("<img loading=lazy alt=\"")
    writer.text(record.name)
    writer.raw("\" src=\"")
    writer.text(run.link(to: copy))
    writer.raw("\">\n")
  }

  /// Whether it is a table too broad for a column of the page.
  private static func isWide(_ group: [MetricRecord]) -> Bool {
    guard let record = group.first else { return false }
    if record.kind == .accuracyTable { return true }
    guard record.kind == .row || record.kind == .table else { return false }
    return (record.data.object?.count ?? 0) > 4
  }

  /// Whether a record is drawn, or a matrix.
  private static func isDrawn(_ record: MetricRecord) -> Bool {
    switch record.kind {
    case .confusionMatrix: true
    case .curve: CurveFigure(record: record, id: "").isDrawable
    case .accuracyTable: !AccuracyCurves(record).records.isEmpty
    case .residuals: RegressionCurves.residuals(record) != nil
    case .predictions: RegressionCurves.predictions(record) != nil
    case .list, .row, .table, .image, .text: false
    }
  }

  private static func words(_ kind: MetricRecord.Kind) -> String {
    kind.rawValue.split(separator: "_").joined(separator: " ")
  }
}
