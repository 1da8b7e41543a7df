import Digests
import Markup
import RunModel

/// The facts of a run as a list of terms: id, experiment, user, times, compute target, source.
struct RunDetails {
  let run: RunContext

  var markup: MarkupWriter {
    let header = run.digest.header
    var writer = MarkupWriter()
    writer.raw("<dl class=details>\n")
    term("Run id", code: header.id, to: &writer)
    writeParent(of: header, to: &writer)
    if header.kind != .script { term("Kind", header.kind.rawValue, to: &writer) }
    if let text = header.statusText { term("Status in the store", text, to: &writer) }
    moment("Queued", header.submitted, to: &writer)
    moment("Started", header.start, to: &writer)
    moment("Ended", header.end, to: &writer)
    if header.end == nil { moment("Last sign of life", run.digest.lastSign, to: &writer) }
    term("User", header.user, to: &writer)
    writeCompute(of: header, to: &writer)
    term("Nodes", nodes(of: header), to: &writer)
    term("Script", code: header.script, to: &writer)
    if !header.arguments.isEmpty {
      writer.raw("<div><dt>Arguments</dt><dd><code>")
      // Each by itself, since a browser breaks lines behind any hyphen, those of `--epochs` too.
      for (place, argument) in header.arguments.enumerated() {
        writer.raw(place > 0 ? " <span>" : "<span>")
        writer.text(argument)
        writer.raw("</span>")
      }
      writer.raw("</code></dd></div>\n")
    }
    if let commit = header.source.commit {
      let state = header.source.isDirty == true ? " (with changes that were not committed)" : ""
      term("Commit", code: commit, remark: state, to: &writer)
    }
    term("Branch", code: header.source.branch, to: &writer)
    term("Repository", header.source.repository, to: &writer)
    writer.raw("</dl>\n")
    return writer
  }

  private func writeCompute(of header: RunHeader, to writer: inout MarkupWriter) {
    guard run.isInSite, let name = header.computeTarget, let target = run.site.plan.target(named: name) else {
      return term("Compute", header.computeTarget, to: &writer)
    }
    writer.raw("<div><dt>Compute</dt><dd>")
    writer.link(run.link(to: target.page), name)
    writer.raw("</dd></div>\n")
  }

  /// How many, and their names where they say more than the compute target.
  private func nodes(of header: RunHeader) -> String? {
    let named = header.nodes == [header.computeTarget] ? [] : header.nodes
    let names = named.prefix(16).joined(separator: ", ") + (named.count > 16 ? ", …" : "")
    let count = max(header.nodeCount ?? 0, named.count)
    guard count > 1 else { return names.isEmpty ? nil : names }
    return NumberText.grouped(count) + (names.isEmpty ? "" : ": " + names)
  }

  private func writeParent(of header: RunHeader, to writer: inout MarkupWriter) {
    guard let id = header.parent else { return }
    writer.raw("<div><dt>Parent</dt><dd>")
    if let parent = run.plan.parent, run.isInSite {
      link(parent, to: &writer)
      if run.site.entry(parent).isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    } else {
      writer.raw("<code>")
      writer.text(id)
      writer.raw("</code>")
      if run.isInSite {
        writer.raw(
          run.plan.isParentCut
            ? " <span class=quiet>is this run itself or stands below it, and is not followed</span>"
            : " <span class=quiet>is not in this store</span>")
      }
    }
    writer.raw("</dd></div>\n")
    guard run.isInSite else { return }
    writeSibling("Previous child run", run.site.siblings(of: run.plan)[0], to: &writer)
    writeSibling("Next child run", run.site.siblings(of: run.plan)[1], to: &writer)
  }

  private func writeSibling(_ term: StaticString, _ sibling: RunPlace?, to writer: inout MarkupWriter) {
    guard let sibling else { return }
    writer.raw("<div><dt>")
    writer.raw(term)
    writer.raw("</dt><dd>")
    link(sibling, to: &writer)
    writer.raw("</dd></div>\n")
  }

  private func link(_ place: RunPlace, to writer: inout MarkupWriter) {
    writer.link(run.link(to: run.site.plan.run(place).page), run.site.entry(place).displayName)
  }

  private func term(_ name: StaticString, _ value: String?, to writer: inout MarkupWriter) {
    guard let value, !value.isEmpty else { return }
    writer.raw("<div><dt>")
    writer.raw(name)
    writer.raw("</dt><dd>")
    writer.text(value)
    writer.raw("</dd></div>\n")
  }

  private func term(_ name: StaticString, code: String?, remark: String = "", to writer: inout MarkupWriter) {
    guard let code, !code.isEmpty else { return }
    writer.raw("<div><dt>")
    writer.raw(name)
    writer.raw("</dt><dd><code>")
    writer.text(code)
    writer.raw("</code>")
    writer.text(remark)
    writer.raw("</dd></div>\n")
  }

  private func moment(_ name: StaticString, _ moment: Timestamp?, to writer: inout MarkupWriter) {
    guard let moment else { return }
    writer.raw("<div><dt>")
    writer.raw(name)
    writer.raw("</dt><dd>")
    writer.timeSentence(moment)
    writer.raw("</dd></div>\n")
  }
}
