import Markup

/// The errors and warnings of a log, each with a link to its line.
struct LogFindingList {
  let findings: LogFindings
  let plan: FilePlan
  let map: LogMap

  /// More than what the list can take: twelve lines of 240 characters of which each is escaped.
  static let room = 20_000

  /// The list for the first page; nothing for a log without findings.
  var markup: MarkupWriter {
    var writer = MarkupWriter()
    guard !findings.isEmpty else { return writer }
    let listed = findings.listed
    writer.raw("<p>")
    writeCounts(to: &writer)
    if listed.reduce(0, { $0 + $1.count }) < findings.errorCount + findings.warningCount {
      writer.raw(" <span class=quiet>the first ")
      writer.integer(listed.count)
      writer.raw(" different ones listed</span>")
    }
    writer.raw("</p>\n<ul>\n")
    for finding in listed { write(finding, to: &writer) }
    writer.raw("</ul>\n")
    return writer
  }

  private func writeCounts(to writer: inout MarkupWriter) {
    writer.raw("<strong>")
    if findings.errorCount > 0 { writer.count(findings.errorCount, "error", "errors") }
    if findings.errorCount > 0, findings.warningCount > 0 { writer.raw(", ") }
    if findings.warningCount > 0 { writer.count(findings.warningCount, "warning", "warnings") }
    writer.raw("</strong>")
  }

  private func write(_ finding: LogFindings.Finding, to writer: inout MarkupWriter) {
    writer.raw(finding.severity == .error ? "<li class=e><a href=\"" : "<li class=w><a href=\"")
    let page = map.page(of: finding.line)
    if page > 1 { writer.text(PagePath.relative(from: plan.page ?? "", to: plan.page(page) ?? "")) }
    writer.raw("#L")
    writer.integer(finding.line)
    writer.raw("\">")
    writer.safe(NumberText.grouped(finding.line))
    writer.raw("</a> <span>")
    writer.safe(finding.severity.word)
    writer.raw("</span> <code>")
    writer.text(String(decoding: finding.text, as: UTF8.self))
    writer.raw("</code>")
    if finding.count > 1 {
      writer.raw(" <small>× ")
      writer.safe(NumberText.grouped(finding.count))
      writer.raw("</small>")
    }
    writer.raw("</li>\n")
  }
}
