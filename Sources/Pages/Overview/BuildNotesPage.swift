import Diagnostics
import Digests
import Markup
import Masking

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
    let tally = site.tally.value
    masked(tally, to: &main)
    notCopied(tally, to: &main)
    return frame.render("table", ["facts": facts, "main": main])
  }

  private func masked(_ tally: JobTally, to writer: inout MarkupWriter) {
    writer.raw("<section aria-labelledby=masked><h2 id=masked>Masked secrets</h2>\n")
    guard !tally.masked.isEmpty else {
      writer.raw("<p class=quiet>Nothing that looks like a secret was found in what is published.</p></section>\n")
      return
    }
    writer.raw(
      "<p class=quiet>What looks like a secret is published as <code>[masked: …]</code>, in the copies of files, ")
    writer.raw("too. <code>masking</code> in <code>runreport.yaml</code> adds rules and switches them off.</p>\n")
    writer.raw("<table class=runs><caption class=hidden>Masked secrets by rule</caption>\n")
    writer.raw("<thead><tr><th scope=col class=t>Rule<th scope=col>Times\n<tbody>\n")
    for (rule, count) in tally.masked.sorted {
      writer.raw("<tr><td class=t>")
      writer.text(rule)
      writer.raw("<td>")
      writer.safe(NumberText.grouped(count))
      writer.raw("\n")
    }
    writer.raw("</table></section>\n")
  }

  private func notCopied(_ tally: JobTally, to writer: inout MarkupWriter) {
    guard tally.largeFiles > 0 || !tally.obstacles.isEmpty else { return }
    writer.raw("<section aria-labelledby=not-copied><h2 id=not-copied>Files that are listed but not copied</h2>\n")
    writer.raw("<ul class=stores>\n")
    if tally.largeFiles > 0 {
      writer.raw("<li>")
      LargeFiles.write(tally.largeFiles, tally.largeBytes, limit: site.contents.artifactLimit, to: &writer)
      writer.raw("\n")
    }
    for (reason, count) in tally.obstacles.sorted(by: { $0.key < $1.key }) {
      writer.raw("<li>")
      writer.count(count, "file", "files")
      writer.raw(": ")
      writer.text(reason)
      writer.raw("\n")
    }
    writer.raw("</ul></section>\n")
  }

  private func table(_ diagnostics: some Sequence<Diagnostic>, to writer: inout MarkupWriter) {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"Build notes\"><table class=runs>")
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
