import ArgumentParser
import Diagnostics
import Markup
import Publishing
import RunStores

/// `runreport stores`: what is where, before anything is built.
struct StoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stores",
    abstract: "Print which run stores are found where, and what is in them.",
    discussion: """
      Looks for stores as build does and reads every run: a line a store with its format, its experiments, runs, \
      metrics (names), values and files, and how many problems reading it met. The problems follow; --verbose tells \
      the notes as well. In --format json each line is one object.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @OptionGroup var arguments: StoreArguments

  @OptionGroup var shared: SharedOptions

  @Option(help: "table for people, json (a line an object) for scripts.")
  var format = Format.table

  func run() throws {
    Terminal.ignoreClosedPipes()
    let line = ProgressLine(isQuiet: shared.quiet || !Terminal.isInteractive)
    let diagnostics = DiagnosticCollector()
    let locations = try arguments.locations(for: "stores")
    let options = ReadingOptions(
      includesDeleted: shared.deleted, experiments: shared.experiment,
      access: try shared.serverAccess(for: locations))
    try SystemExit.guarding {
      defer { line.clear() }
      let reader = try StoreReader(
        locations: locations, options: options, jobs: shared.jobs ?? Terminal.coreCount, progress: line.progress,
        reporting: diagnostics)
      let surveys = try reader.survey(reader.list(only: shared.experiment))
      line.clear()
      try Terminal.data(format == .json ? json(surveys) : table(surveys))
      DiagnosticReport(isQuiet: shared.quiet, isVerbose: shared.verbose).tell(diagnostics.sorted)
      if shared.strict && diagnostics.warningCount > 0 { throw SystemExit.data }
    }
  }

  private func table(_ surveys: [StoreSurvey]) -> [UInt8] {
    var table = TextTable(
      heads: ["format", "location", "experiments", "runs", "metrics", "values", "files", "problems"], textColumns: 2,
      isCut: false)
    for survey in surveys {
      let counts = [
        survey.experiments, survey.runs, survey.metrics, survey.values, survey.files, survey.problems,
      ]
      table.add([survey.formatName, survey.location] + counts.map { NumberText.grouped($0) })
    }
    return table.bytes
  }

  private func json(_ surveys: [StoreSurvey]) -> [UInt8] {
    var bytes: [UInt8] = []
    for survey in surveys {
      var json = JSONWriter()
      json.beginObject()
      json.key("format")
      json.string(survey.formatName)
      json.key("location")
      json.string(survey.location)
      let counts: [(StaticString, Int)] = [
        ("experiments", survey.experiments), ("runs", survey.runs), ("metrics", survey.metrics),
        ("values", survey.values), ("files", survey.files), ("problems", survey.problems),
      ]
      for (name, count) in counts {
        json.key(name)
        json.integer(Int64(count))
      }
      json.endObject()
      bytes += json.bytes + [0x0A]
    }
    return bytes
  }
}
