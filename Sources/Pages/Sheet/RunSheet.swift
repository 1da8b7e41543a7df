public import Analysis
import Digests
import Markup
public import RunModel

/// A run on one page that needs nothing beside it: for the cell of a notebook.
///
/// It has the parts of the run's page, the stylesheet inside, no script, no link, no picture.
public struct RunSheet {
  /// A run below it.
  public struct Child: Sendable {
    public var name: String
    public var state: RunState
    public var start: Timestamp?
    /// In milliseconds.
    public var duration: Int64?

    public init(name: String, state: RunState, start: Timestamp?, duration: Int64?) {
      self.name = name
      self.state = state
      self.start = start
      self.duration = duration
    }
  }

  /// The end of its main log.
  public struct LogTail: Sendable {
    /// The path of the log within the run.
    public var path: String
    /// The last lines, their secrets masked.
    public var bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  private static let childLimit = 200
  /// How many bytes of a line are shown.
  private static let lineLimit = 2000
  /// The stylesheets it needs, in the order in which the site joins them.
  private static let stylesheets = ["base", "chart", "log", "note", "page", "palette", "table"]

  private let pages: RunPages
  private let children: [Child]
  private let log: LogTail?

  /// - Parameters:
  ///   - record: of the run's entry among those of the site.
  ///   - children: earliest first.
  /// - Returns: nil if the site has no such run.
  public init?(site: Site, record: Int64, children: [Child], log: LogTail?) throws {
    let plan = site.allRuns.first { site.entry($0).record == record }.map { site.plan.run($0) }
    guard let plan else { return nil }
    pages = try RunPages(site: site, plan: plan, isInSite: false)
    self.children = children
    self.log = log
  }

  /// The page: HTML in UTF-8.
  public var bytes: [UInt8] {
    let run = pages.run
    let metrics = RunMetrics(run)
    var slots: PageSlots = [
      "generator": .text(Generator.nameAndVersion), "title": .text(run.digest.header.displayName),
      "style": RunSheet.style, "experiment": .text(run.experiment.experiment.name), "key": pages.key,
      "heading": .breakable(run.digest.header.displayName), "facts": pages.facts, "error": pages.error,
      "details": RunDetails(run: run).markup, "children": childTable,
      "parameters": pages.parameters, "tags": pages.tags, "note": pages.note,
      "records": RecordTables(run: run).markup,
    ]
    slots.add(metrics.slots(page: 1, path: run.plan.page))
    if metrics.pageCount > 1 {
      var facts = slots["metricsFacts"]
      facts.raw("; the first of them here, all on the run’s page")
      slots["metricsFacts"] = facts
    }
    if let log {
      slots["logFacts"] = .text("the end of " + log.path)
      slots["log"] = RunSheet.lines(log.bytes)
    }
    return run.site.templates.render("sheet", slots)
  }

  private static var style: MarkupWriter {
    let files = EmbeddedFile.all(in: "Assets")
    var writer = MarkupWriter()
    for name in stylesheets {
      writer.bytes += files["css/\(name).css"] ?? []
      writer.raw("\n")
    }
    return writer
  }

  private var childTable: MarkupWriter {
    var writer = MarkupWriter()
    guard !children.isEmpty else { return writer }
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"Child runs\"><table class=runs>")
    writer.raw("<caption class=hidden>Child runs</caption>\n<thead><tr><th scope=col class=t>Run")
    writer.raw("<th scope=col class=t>Status<th scope=col class=t>Started (UTC)<th scope=col>Duration\n<tbody>\n")
    for child in children.prefix(Self.childLimit) {
      writer.raw("<tr><th scope=row class=t>")
      writer.text(child.name)
      writer.raw("<td class=t>")
      writer.status(child.state)
      writer.raw("<td class=t>")
      if let start = child.start { writer.time(start) }
      writer.raw("<td>")
      if let duration = child.duration { writer.safe(TimeText.duration(milliseconds: duration)) }
      writer.raw("\n")
    }
    writer.raw("</table></div>\n")
    if children.count > Self.childLimit {
      writer.raw("<p class=quiet>")
      writer.safe("\(NumberText.grouped(Self.childLimit)) of \(NumberText.grouped(children.count)) shown</p>\n")
    }
    return writer
  }

  /// Lines as a terminal leaves them, in its colours.
  private static func lines(_ bytes: [UInt8]) -> MarkupWriter {
    var writer = MarkupWriter()
    guard !bytes.isEmpty else { return writer }
    writer.raw("<pre class=log tabindex=0 role=region aria-label=\"The end of the log\">")
    var stream = TerminalStream(.utf8, keeping: lineLimit)
    stream.read(bytes.span) { line in
      writer.terminalLine(line)
      writer.raw("\n")
    }
    stream.finish { line in
      writer.terminalLine(line)
      writer.raw("\n")
    }
    writer.raw("</pre>\n")
    return writer
  }
}
