import Diagnostics
import Markup

/// What the build had to leave out, and what it noticed.
struct BuildNotesPage {
  let site: Site

  private static let rowLimit = 2000

  func render() -> [UInt8] {
    let frame = PageFrame(site: site, path: SitePlan.buildNotes, section: .buildNotes, title: "Build notes")
    let diagnostics = site.contents.diagnostics
    let warnings = diagnostics.count { $0.severity == .warning }
    var facts = MarkupWriter()
    facts.count(warnings, "warning", "warnings")
    facts.raw(", ")
    facts.count(diagnostics.count - warnings, "note", "notes")
    if diagnostics.count > Self.rowLimit {
      facts.safe(", the first \(NumberText.grouped(Self.rowLimit)) of \(NumberText.grouped(diagnostics.count)) shown")
    }
    var main = MarkupWriter()
    if diagnostics.isEmpty {
      EmptyState.write("Nothing to report", "Every file of the stores was read whole.", to: &main)
    } else {
      table(diagnostics.sorted { ($1.severity, $0) < ($0.severity, $1) }.prefix(Self.rowLimit), to: &main)
    }
    return frame.render("table", ["facts": facts, "main": main])
  }

  private func table(_ diagnostics: some Sequence<Diagnostic>, to writer: inout MarkupWriter) {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"Build notes\"><table class=\"runs notes\">")
    writer.raw("<caption class=quiet>A warning means something was left out; a note costs nothing</caption>\n")
    writer.raw(
      "<thead><tr><th scope=col class=t>Kind<th scope=col class=t>File<th scope=col>Line<th scope=col class=t>Problem\n<tbody>\n"
    )
    for diagnostic in diagnostics {
      writer.raw(
        diagnostic.severity == .warning
          ? "<tr><td class=t><span class=\"s stale\">warning</span>" : "<tr><td class=t>note")
      writer.raw("<td class=\"t wrap\">")
      writer.text(diagnostic.file ?? "")
      writer.raw("<td>")
      if let line = diagnostic.line { writer.integer(line) }
      writer.raw("<td class=\"t wrap\">")
      writer.text(diagnostic.message)
      writer.raw("\n")
    }
    writer.raw("</table></div>\n")
  }
}
