import Analysis
import Digests
import Markup
import RunModel

/// A text file of a run, line by line, on as many pages as its lines take.
struct LogPages {
  /// How many lines a page has at most.
  static let linesPerPage = 1000
  /// How many bytes a page has at most: a browser lays out so many within a tenth of a second.
  static let pageLimit = 96_000
  /// How many bytes of a line are shown.
  static let lineLimit = 4000

  let run: RunContext
  /// Which of the run's files.
  let index: Int
  let siblings: LogSiblings
  /// How messages name the file.
  let shownAs: String
  /// Whether these are the lines of what has a page as a document, too.
  var isSource = false

  var file: RunFile { run.digest.files[index] }
  var filePlan: FilePlan { isSource ? run.files[index].source : run.files[index] }

  /// Writes the pages of a file that has any, reading it twice, piece by piece: its size does not matter.
  ///
  /// - Parameter isTimed: whether its lines are to be known by time, if it has times and the run's points have.
  /// - Returns: the log by time, if its times are those of the run.
  @discardableResult func write(to output: any SiteJob.Output, isTimed: Bool = false) throws -> TimedLog? {
    guard filePlan.page != nil else { return nil }
    let survey = try LogSurvey.of(file, in: output, shownAs: shownAs)
    guard survey.kind == .text else {
      try writeMessage(survey, to: output)
      return nil
    }
    var zone: LogZone?
    if isTimed, let span = runSpan { zone = try LogZone.of(self, survey, in: output, span: span) }
    let moments = zone == nil ? nil : LogMoments(of: run.digest)
    var book = LogBook(pages: self, survey: survey, output: output, zone: zone, moments: moments)
    return try book.write()
  }

  /// From when to when the run went on, by its own account and its points'; nil if no point has a time.
  private var runSpan: ClosedRange<Int64>? {
    let points = run.digest.series.filter(\.isChartable).compactMap(\.summary.times)
    guard let first = points.map(\.lowerBound).min(), let last = points.map(\.upperBound).max() else { return nil }
    let told = [run.digest.header.start, run.digest.header.end].compactMap { $0?.milliseconds }
    let known = (told + [first, last]).filter(LogClock.known.contains)
    guard let start = known.min(), let end = known.max() else { return nil }
    return start...end
  }

  /// The bytes of one page.
  ///
  /// - Parameters:
  ///   - addition: what is said of it behind the file's name.
  ///   - lines: put into the page afterwards.
  ///   - mayGrow: whether there is more on the page when there is more in the file.
  ///   - slots: of `log.mustache`, apart from those that are the same for all pages of the file.
  func render(
    at path: String, addition: String = "", lines: ArraySlice<UInt8> = [], mayGrow: Bool = false, _ slots: PageSlots
  ) -> [UInt8] {
    var frame = PageFrame(
      site: run.site, path: path, section: .experiments, title: file.path + (isSource ? ", source" : "") + addition)
    frame.scriptFile = SitePlan.logScript
    frame.isLive = mayGrow && run.site.isLive(run.entry)
    frame.addition = lines
    frame.above = [
      ("Experiments", SitePlan.experiments),
      (run.experiment.experiment.name, run.experimentPlan.page),
      (run.digest.header.displayName, run.plan.page),
    ]
    var all = slots
    all["siblings"] = siblings.markup(current: index, on: path)
    return frame.render("log", all)
  }

  private func writeMessage(_ survey: LogSurvey, to output: any SiteJob.Output) throws {
    guard let path = filePlan.page else { return }
    var message = MarkupWriter()
    switch survey.kind {
    case .binary:
      EmptyState.write(
        "Looks binary", "Too many of its bytes are no text. The raw file is as it was.", to: &message)
    case .empty: EmptyState.write("Empty", "There was something in it when the run's files were listed.", to: &message)
    case .unreadable, .text:
      EmptyState.write(
        "Cannot be read", "It was there when the run's files were listed, but could not be read for this page.",
        to: &message)
    }
    let about = KnownFile.description(of: file.path)
    let facts = LogFacts(file: file, about: about, copy: filePlan.copy, survey: survey).markup(on: path)
    try output.put(render(at: path, mayGrow: true, ["facts": facts, "message": message]), at: path)
  }
}
