import Digests
import Markup
import RunModel
import RunTables
import Settings

/// What a view asks for, in words, and what of it the experiment does not have.
struct ViewChoice {
  private static let nameLimit = 10

  let context: ViewContext

  private var saved: SavedView { context.saved }
  private var columns: ViewColumns { context.columns }

  /// `Runs whose status is completed and lr is less than 0.01 · sorted by accuracy max, descending · compared with …`.
  func markup(from path: String) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.text(runWords)
    if let filter = saved.filter, !filter.isEmpty {
      writer.raw(" <code>")
      writer.text(filter.text)
      writer.raw("</code>")
    }
    if let key = columns.group { part("grouped by", key.label, to: &writer) }
    if let sort = columns.sort {
      part("sorted by", "\(sort.key.label), \(sort.isDescending ? "descending" : "ascending")", to: &writer)
    } else if let sort = context.site.settings.sort, let key = columns.view.column(sort.key) {
      part("sorted by", "\(key.label), \(sort.isDescending ? "descending" : "ascending")", to: &writer)
    } else {
      writer.raw(" · newest first")
    }
    if let baseline = context.baseline {
      writer.raw(" · compared with ")
      writer.link(
        PagePath.relative(from: path, to: context.plan.runs[baseline].page),
        context.experiment.runs[baseline].displayName)
    }
    return writer
  }

  private func part(_ verb: StaticString, _ what: String, to writer: inout MarkupWriter) {
    writer.raw(" · ")
    writer.raw(verb)
    writer.raw(" ")
    writer.text(what)
  }

  private var runWords: String {
    let filter = saved.filter.map { $0.words(in: columns.view.names) } ?? ""
    guard !saved.runs.isEmpty else { return filter.isEmpty ? "All runs" : "Runs whose \(filter)" }
    let shown = saved.runs.prefix(Self.nameLimit)
    let more = saved.runs.count > shown.count ? " and \(saved.runs.count - shown.count) more" : ""
    let names = "The \(saved.runs.count == 1 ? "run" : "runs") \(shown.joined(separator: ", "))\(more)"
    return filter.isEmpty ? names : names + ", if \(saved.runs.count == 1 ? "its" : "their") \(filter)"
  }

  /// What it names that this experiment does not have, in words.
  var missing: [String] {
    var remarks: [String] = []
    let failures = saved.filter?.bound(to: columns.view.names).failures ?? []
    let unknown = columns.unknown
    if !unknown.isEmpty { remarks.append("no run here has \(unknown.prefix(Self.nameLimit).joined(separator: ", "))") }
    remarks += failures.map { "filter: \($0)".trimmingLastPoint }
    let known = Set(context.experiment.runs.map(\.id)).union(context.experiment.runs.map(\.displayName))
    let gone = saved.runs.filter { !known.contains($0) }
    if !gone.isEmpty {
      remarks.append("not in this experiment: \(gone.prefix(Self.nameLimit).joined(separator: ", "))")
    }
    if let wanted = saved.baseline, context.baseline == nil {
      remarks.append("the baseline \(wanted) is not in this experiment")
    }
    return remarks
  }

  /// Why no run fits.
  var emptyReason: String {
    let experiment = context.experiment
    guard !experiment.runs.isEmpty else { return "The experiment has no run yet." }
    let total = NumberText.grouped(experiment.runs.count)
    let asked = "None of the \(total) runs of \(experiment.experiment.name) is what the view asks for."
    return ([asked] + missing.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }).joined(separator: " ")
  }
}

extension String {
  /// Without the point that ends a sentence, to stand within another.
  fileprivate var trimmingLastPoint: String { hasSuffix(".") ? String(dropLast()) : self }
}
