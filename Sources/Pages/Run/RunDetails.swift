import Digests
import Markup
import RunModel

/// The facts of a run as a list of terms: id, experiment, user, times, compute target, source.
struct RunDetails {
  let run: RunContext
  /// Whether the parent is a link; a page outside the site has none.
  var linksParent = true

  var markup: MarkupWriter {
    let header = run.digest.header
    var writer = MarkupWriter()
    writer.raw("<dl class=details>\n")
    term("Run id", code: header.id, to: &writer)
    writeParent(of: header, to: &writer)
    if header.kind != .script { term("Kind", header.kind.rawValue, to: &writer) }
    if let text = header.statusText { term("Status in the store", text, to: &writer) }
    moment("Started", header.start, to: &writer)
    moment("Ended", header.end, to: &writer)
    if header.end == nil { moment("Last sign of life", run.digest.lastSign, to: &writer) }
    term("User", header.user, to: &writer)
    term("Compute", header.computeTarget, to: &writer)
    term("Nodes", header.nodeCount.flatMap { $0 > 1 ? NumberText.grouped($0) : nil }, to: &writer)
    term("Script", code: header.script, to: &writer)
    if !header.arguments.isEmpty {
      term("Arguments", code: header.arguments.joined(separator: " "), to: &writer)
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

  private func writeParent(of header: RunHeader, to writer: inout MarkupWriter) {
    guard let id = header.parent else { return }
    writer.raw("<div><dt>Parent</dt><dd>")
    if let parent = run.plan.parent, linksParent {
      writer.link(run.link(to: run.site.plan.run(parent).page), run.site.entry(parent).displayName)
    } else {
      writer.raw("<code>")
      writer.text(id)
      writer.raw("</code>")
      if linksParent { writer.raw(" <span class=quiet>not in this site</span>") }
    }
    writer.raw("</dd></div>\n")
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
