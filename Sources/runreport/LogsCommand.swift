import Analysis
import ArgumentParser
import Diagnostics
import FileAccess
import Markup
import Publishing
import RunModel
import RunStores

/// `runreport logs`: what a run printed.
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Print a log of a run, or another of its files; follow it while it grows.",
    discussion: """
      Without FILE the log is printed that a person most likely wants: the one Azure ML's SDK would take, else the \
      largest of the script. FILE is a path within the run as --list prints it, its last part, or a unique beginning.

      The bytes are printed exactly as they are in the store, and nothing is masked unless --mask is given: it is your \
      own store. Links, FIFOs and the like are refused.

      --follow prints what comes until the run has ended and the file has been quiet for a second. The file may be \
      renamed and begun anew, copied and cut short, or not be there yet.

      \(RunArguments.naming)

      Exit codes: 0 done, 64 wrong usage, 66 no such store, run or file, or more than one, 74 reading failed, \
      78 settings that cannot be read.
      """)

  @OptionGroup var arguments: RunArguments

  @Argument(help: "A file of the run; default: its main log.")
  var file: String?

  @Flag(name: .shortAndLong, help: "Go on until the run has ended.")
  var follow = false

  @Option(name: [.customShort("n"), .long], help: ArgumentHelp("Only the last lines.", valueName: "lines"))
  var tail: Int?

  @Flag(help: "Mask what looks like a secret, as pages do; by whole lines.")
  var mask = false

  @Flag(help: "List the files of the run instead: logs first, the main log marked.")
  var list = false

  @Flag(help: "With --list: print one JSON object a line.")
  var json = false

  func validate() throws {
    if let tail, tail < 0 { throw ValidationError("--tail takes a number of lines, not \(tail).") }
    if list && (file != nil || follow || tail != nil) {
      throw ValidationError("--list lists files: it goes without FILE, --follow and --tail.")
    }
    if json && !list { throw ValidationError("--json goes with --list; logs are printed as they are.") }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    try SystemExit.guarding {
      let (catalog, entry) = try arguments.find(reporting: DiagnosticCollector())
      let diagnostics = DiagnosticCollector()
      let store = catalog.store(of: entry)
      guard let run = store.load(entry.reference, reporting: diagnostics) else {
        DiagnosticReport(isQuiet: false, isVerbose: true).tell(diagnostics.sorted)
        Terminal.error("error: the run \(Terminal.printable(entry.header.id)) cannot be read")
        throw SystemExit.inputOutput
      }
      if list { return try Terminal.data(RunFileTable(files: run.files).bytes(isJSON: json)) }
      let wanted = try file.map { try RunFileChoice(files: run.files, run: run.header).find($0) }
      if follow { return try followLog(entry, in: catalog, wanted?.path) }
      try printFile(try wanted ?? mainLog(of: run), to: LogOutput(masking: mask ? catalog.masking : nil))
    }
  }

  private func mainLog(of run: Run) throws -> RunFile {
    if let index = MainLog.choose(run.files) { return run.files[index] }
    let name = Terminal.printable(run.header.displayName)
    let hint = run.files.isEmpty ? "it has no files at all" : "`--list` shows its files"
    Terminal.error("error: the run \(name) has no log; \(hint)")
    throw SystemExit.noInput
  }

  private func printFile(_ file: RunFile, to output: LogOutput) throws {
    let reader = try RunFileReader(file)
    let start = try tail.map { try reader.start(ofLast: $0) } ?? 0
    try reader.read(start..<max(start, reader.size)) { piece in
      try output.write(piece)
      if !output.isRead { throw ExitCode.success }
    }
    try output.finish()
  }

  private func followLog(_ entry: RunCatalog.Entry, in catalog: RunCatalog, _ path: String?) throws {
    let monitor = RunMonitor(entry, in: catalog)
    let log = FollowedLog(monitor, wanted: path, includesTurns: false)
    var loop = FollowLoop(
      monitor: monitor, log: log, output: LogOutput(masking: mask ? catalog.masking : nil), endsWithReader: true)
    loop.tail = tail
    loop.isQuiet = arguments.stores.shared.quiet || path != nil
    let end = try loop.run()
    guard !arguments.stores.shared.quiet else { return }
    switch end {
    case .state(.stale):
      Terminal.error("note: nothing was heard of the run for an hour, so it is not followed further")
    case .state(.reported(.unknown)): Terminal.error("note: the store does not say whether the run goes on")
    case .gone: Terminal.error("note: the run is gone from its store")
    case .state, .timeout: break
    }
  }
}
