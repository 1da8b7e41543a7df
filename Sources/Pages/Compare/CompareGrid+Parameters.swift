import Digests
import Markup
import RunModel
import RunTables
import Settings

extension CompareGrid {
  /// More parameters than this are data, not something to read side by side.
  private static let parameterLimit = 300

  /// The parameters in which the runs differ, what they have in common folded below.
  func parameters() -> (table: MarkupWriter, note: String) {
    let (different, common) = ParameterSplit.split(runs.map(\.digest))
    let differing = different.filter { !site.settings.hides(.parameter($0.name)) }
    let same = common.filter { !site.settings.hides(.parameter($0.name)) }
    guard !differing.isEmpty || !same.isEmpty else { return (MarkupWriter(), "") }
    let shown = differing.prefix(Self.parameterLimit)
    var writer = MarkupWriter()
    if !shown.isEmpty {
      write(caption: "Parameters that differ", to: &writer) { writer in
        writer.raw("<tbody>\n")
        for parameter in shown { writeRow(parameter.name, to: &writer) }
      }
    }
    if !same.isEmpty {
      writer.raw("<details class=same><summary>")
      writer.count(same.count, "parameter is", "parameters are")
      writer.raw(" the same for all</summary>\n<p class=values>")
      writer.append(NamedValueList.markup(same))
      writer.raw("</p></details>\n")
    }
    return (writer, note(shown: shown.count, of: differing.count))
  }

  private func note(shown: Int, of total: Int) -> String {
    if total == 0 { return "none differs between these runs" }
    let count = NumberText.grouped(total)
    if shown < total { return "\(NumberText.grouped(shown)) of \(count) that differ; all are in runs.csv" }
    return "\(count) \(total == 1 ? "differs" : "differ"); values unlike those of the first run are marked"
  }

  private func writeRow(_ name: String, to writer: inout MarkupWriter) {
    let first = runs.first?.digest.parameter(name)
    writer.raw("<tr class=differs><th scope=row class=t")
    writer.cutText(name, limit: 40)
    for run in runs {
      let value = run.digest.parameter(name)
      let isUnlike = value != first
      writer.raw(!isUnlike ? "<td class=t" : value == nil ? "<td class=\"t unlike none\"" : "<td class=\"t unlike\"")
      writeValue(value ?? "—", to: &writer)
      if isUnlike { writer.raw("<span class=hidden> differs</span>") }
    }
    writer.raw("\n")
  }

  private func writeValue(_ value: String, to writer: inout MarkupWriter) {
    guard value.utf8.count <= 48 else { return writer.cutText(value, limit: 48) }
    writer.raw(">")
    writer.append(.breakable(value))
  }
}
