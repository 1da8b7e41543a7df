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

  @Argument(help: StoreArguments.help, completion: .directory)
  var stores: [String] = []

  @OptionGroup var shared: SharedOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write the site to.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(
    help: ArgumentHelp("Settings; default: runreport.yaml in the current folder, if it is there.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    help: "The site's title; default: that of the settings, else the name of the first store's folder or its host.")
  var title: String?

  @Option(
    help: ArgumentHelp(
      "The moment the site is built for, in ISO 8601; default: $SOURCE_DATE_EPOCH, else now. Decides which runs are stale.",
      valueName: "time"))
  var date: String?

  @Option(
    help: ArgumentHelp(
      "Files of runs above this size are listed, not copied: 500KB, 10MB, 2GB; 0 copies none. Default: that of the settings, else 10MB.",
      valueName: "size"))
  var maxArtifact: String?

  @Option(
    help: ArgumentHelp("Templates that replace the built-in ones of the same name.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Option(
    help: ArgumentHelp("css/*.css and other assets that replace or add to the built-in ones.", valueName: "folder"),
    completion: .directory)
  var assets: String?

  @Option(
    help: ArgumentHelp(
      "Where to keep what makes the next build quick; default: OUTPUT.cache. It can be removed at any time.",
      valueName: "folder"),
    completion: .directory)
  var cache: String?

  @Flag(help: "Read every run and make every page anew, and keep no cache.")
  var noCache = false

  @Flag(help: "Say of each page that is made again why.")
  var explain = false

  func validate() throws {
    if cache != nil && noCache { throw ValidationError("--cache and --no-cache exclude one another.") }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    let settings = try SettingsFile.read(config)
    if let file = settings.file, !shared.quiet, config == nil || shared.verbose {
      Terminal.error("note: settings from \(file)")
    }
    let options = try buildOptions(settings)
    let started = Terminal.seconds
    let line = ProgressLine(isQuiet: shared.quiet)
    let diagnostics = DiagnosticCollector()
    try SystemExit.guarding {
      defer { line.clear() }
      let summary = try SiteBuilder(options, progress: line.progress).build(reporting: diagnostics)
      line.clear()
      DiagnosticReport(isQuiet: shared.quiet, isVerbose: shared.verbose).tell(summary.diagnostics)
      if !shared.quiet { for remark in summary.remarks { Terminal.error("note: \(remark)") } }
      for reason in summary.reasons { Terminal.error("made again, \(reason)") }
      if !shared.quiet { Terminal.error(closingLine(summary, seconds: Terminal.seconds - started)) }
      if shared.strict && summary.warningCount > 0 { throw SystemExit.data }
    }
  }

  private func buildOptions(_ settings: Settings) throws -> BuildOptions {
    let locations = stores.isEmpty ? settings.stores : stores
    guard !locations.isEmpty else {
      let listed =
        settings.file.map { "\($0) lists no `stores`" } ?? "there is no runreport.yaml here that lists `stores`"
      throw ValidationError("Name a store, such as `runreport build mlruns --output site`: \(listed).")
    }
    var options = BuildOptions(
      locations: locations, output: output, jobs: shared.jobs ?? Terminal.coreCount, now: try moment())
    options.settings = settings
    options.title = title ?? settings.title
    options.experiments = shared.experiment
    options.includesDeleted = shared.deleted
    options.access = try shared.serverAccess(for: locations)
    options.templates = templates
    options.assets = assets
    options.cache = cache
    options.keepsCache = !noCache
    options.explains = explain
    if let limit = settings.artifactLimit { options.artifactLimit = limit }
    if let maxArtifact {
      guard let size = ByteSize.parse(maxArtifact) else {
        throw ValidationError("--max-artifact takes a size such as 500KB, 10MB or 2GB, or 0, not \(maxArtifact).")
      }
      options.artifactLimit = size
    }
    return options
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

  private func closingLine(_ summary: BuildSummary, seconds: Double) -> String {
    var parts = [
      "\(NumberText.grouped(summary.pages)) pages", NumberText.bytes(summary.bytes),
      "\(NumberText.fixed(seconds, decimals: 1)) s",
      summary.warningCount == 1 ? "1 warning" : "\(NumberText.grouped(summary.warningCount)) warnings",
    ]
    if summary.unchanged > 0 {
      parts.append("\(NumberText.grouped(summary.written)) of \(NumberText.grouped(summary.files)) files changed")
    }
    if summary.removed > 0 { parts.append("\(NumberText.grouped(summary.removed)) removed") }
    let counts = "\(NumberText.grouped(summary.runs)) \(summary.runs == 1 ? "run" : "runs")"
    return "\(counts): " + parts.joined(separator: ", ") + " → \(output)/index.html"
  }
}
