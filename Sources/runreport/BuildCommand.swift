import ArgumentParser
import Diagnostics
import Markup
import Publishing
import RunModel
import RunStores
import Settings

/// `runreport build`: stores in, site out.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Write a static site from run stores.",
    discussion: """
      The folder given to --output is made if it is missing. It must be empty or hold a site that an earlier \
      build wrote; then pages that did not change are left alone, and pages of runs that are gone are removed. \
      The old site stays whole until the new one is ready.

      A file runreport.yaml in the current folder, or the one given to --config, says which stores to read where none \
      is named here, the title, which metrics are better higher or lower and how they are written, which columns are \
      hidden, how runs are sorted, and which views and charts there are. What is said here goes before it.

      Exit codes: 0 done, 64 wrong usage, 65 warnings under --strict, 66 no store found, 73 output refused, \
      74 reading or writing failed, 78 settings that cannot be read, or a template that does not parse.
      """)

  @OptionGroup var site: SiteOptions

  @Option(
    help: ArgumentHelp(
      "The moment the site is built for, in ISO 8601; default: $SOURCE_DATE_EPOCH, else now. Decides which runs are stale.",
      valueName: "time"))
  var date: String?

  @Flag(help: "Say of each page that is made again why.")
  var explain = false

  func run() throws {
    Terminal.ignoreClosedPipes()
    let shared = site.shared
    var options = try site.buildOptions(site.settings(), command: "build", now: try moment())
    options.explains = explain
    let started = Terminal.seconds
    let line = ProgressLine(isQuiet: shared.quiet)
    let diagnostics = DiagnosticCollector()
    try SystemExit.guarding {
      defer { line.clear() }
      let summary = try SiteBuilder(options, progress: line.progress).build(reporting: diagnostics)
      line.clear()
      DiagnosticReport(isQuiet: shared.quiet, isVerbose: shared.verbose).tell(summary.diagnostics)
      if !shared.quiet { for remark in summary.remarks { Terminal.error("note: \(Terminal.printable(remark))") } }
      for reason in summary.reasons { Terminal.error("made again, \(Terminal.printable("\(reason)"))") }
      if !shared.quiet {
        Terminal.error(
          ClosingLine.text(summary, seconds: Terminal.seconds - started, place: site.output + "/index.html"))
      }
      if shared.strict && summary.warningCount > 0 { throw SystemExit.data }
    }
  }

  /// Whole minutes, so that a site built twice in a row is the same to the byte.
  private func moment() throws -> Timestamp {
    if let date {
      guard let moment = TimeScanner.iso(date) else {
        throw ValidationError("--date takes a time such as 2026-11-23T04:12:00Z, not \(date).")
      }
      return moment
    }
    if let epoch = Terminal.environment("SOURCE_DATE_EPOCH") {
      guard let seconds = Int64(epoch), seconds.magnitude < 1 << 50 else {
        throw ValidationError("SOURCE_DATE_EPOCH must be whole seconds since 1970, not \(epoch).")
      }
      return Timestamp(milliseconds: seconds * 1000)
    }
    return Timestamp(milliseconds: Terminal.wallClock / 60_000 * 60_000)
  }
}
