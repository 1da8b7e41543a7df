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

  var file: RunFile { run.digest.files[index] }
  var filePlan: FilePlan { run.files[index] }

  /// Writes the pages of a file that has any, reading it twice, piece by piece: its size does not matter.
  ///
  /// - Parameter moments: for which the log's lines are to be known, if there are any.
  /// - Returns: the log by time, if it has times and they are those of the run.
  @discardableResult func write(to output: any SiteJob.Output, moments: LogMoments? = nil) throws -> TimedLog? {
    guard filePlan.page != nil else { return nil }
    let survey = try LogSurvey.of(file, in: output, shownAs: shownAs)
    guard survey.kind == .text else {
      try writeMessage(survey, to: output)
      return nil
    }
    let zone = try moments.flatMap { moments in
      try runSpan(moments).flatMap { try LogZone.of(self, survey, in: output, span: $0) }
    }
    var book = LogBook(pages: self, survey: survey, output: output, zone: zone, moments: moments)
    return try book.write()
  }

  /// From when to when the run went on, by its own account and its points'.
  private func runSpan(_ moments: LogMoments) -> ClosedRange<Int64>? {
    guard let first = moments.wanted.first, let last = moments.wanted.last else { return nil }
    let told = [run.digest.header.start, run.digest.header.end].compactMap { $0?.milliseconds }
      .filter(LogClock.known.contains)
    return min(first, told.min() ?? first)...max(last, told.max() ?? last)
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
    var frame = PageFrame(site: run.site, path: path, section: .experiments, title: file.path + addition)
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
    let facts = LogFacts(file: file, copy: filePlan.copy, survey: survey).markup(on: path)
    try output.put(render(at: path, mayGrow: true, ["facts": facts, "message": message]), at: path)
  }
}
