import Analysis
import ArgumentParser
import Diagnostics
import FileAccess
import Markup
import Pages
import Publishing
import RunModel
import RunStores

/// `runreport metrics`: what Azure ML's `run.get_metrics()` answers, for every run of a store.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Print the metrics of runs: count, first, last, min, max, mean and their steps.",
    discussion: """
      Reads every store that build reads. In --format json each line is one object with experiment, \
      experiment_id, run (the id), run_name, metric, count, first, last, min, max, mean, min_step, max_step, \
      last_step and non_finite; NaN and infinities are the strings "NaN", "Infinity" and "-Infinity". Min, max and \
      mean are over the values that are not NaN.

      With --run ID --values every value is printed in the order of the store.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
  }

  @OptionGroup var arguments: StoreArguments

  @OptionGroup var shared: SharedOptions

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Only the run with this id, or this name; may be repeated.", valueName: "id"))
  var runNames: [String] = []

  @Option(help: ArgumentHelp("Only this metric; may be repeated.", valueName: "name"))
  var metric: [String] = []

  @Flag(help: "Print every value with its step and time instead of the aggregates; needs --run.")
  var values = false

  @Option(help: "table for people, csv for spreadsheets, json (a line an object) for scripts.")
  var format = Format.table

  func validate() throws {
    if values && runNames.isEmpty { throw ValidationError("--values prints whole series: name a run with --run ID.") }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    let line = ProgressLine(isQuiet: shared.quiet || !Terminal.isInteractive)
    let diagnostics = DiagnosticCollector()
    let locations = try arguments.locations(for: "metrics")
    let options = ReadingOptions(
      includesDeleted: shared.deleted, experiments: shared.experiment, includesFiles: false,
      access: try shared.serverAccess(for: locations))
    try SystemExit.guarding {
      defer { line.clear() }
      let reader = try StoreReader(
        locations: locations, options: options,
        jobs: shared.jobs ?? Terminal.coreCount, progress: line.progress, reporting: diagnostics)
      let listed = reader.list(only: shared.experiment)
      if listed.isEmpty, !shared.experiment.isEmpty {
        throw ExperimentFailure(names: shared.experiment, known: reader.list().map(\.experiment.name))
      }
      let series = try reader.load(listed) { listed, run in
        runNames.isEmpty || runNames.contains(run.header.id) || runNames.contains(run.header.name)
          ? lines(of: run, in: listed.experiment, key: listed.experimentKey) : nil
      }
      line.clear()
      let found = series.flatMap { $0 }
      if found.isEmpty, !runNames.isEmpty {
        let stores = locations.map(StoreAddress.shown).joined(separator: ", ")
        let names = runNames.joined(separator: ", ")
        Terminal.error("error: " + Terminal.printable("no run with the id or name \(names) in \(stores)"))
        throw SystemExit.noInput
      }
      try print(found.flatMap { $0 }.sorted(by: MetricLine.precedes))
      DiagnosticReport(isQuiet: shared.quiet, isVerbose: shared.verbose).tell(diagnostics.sorted)
      if shared.strict && diagnostics.warningCount > 0 { throw SystemExit.data }
    }
  }

  private func lines(of run: Run, in experiment: Experiment, key: String) -> [MetricLine] {
    run.series.filter { metric.isEmpty || metric.contains($0.name) }.map { series in
      MetricLine(
        line: SeriesLine(
          experiment: experiment.name, experimentID: experiment.id, run: run.header.id, runName: run.header.name,
          metric: series.name, summary: SeriesSummary(series)),
        key: key, values: values ? series : nil)
    }
  }

  private func print(_ lines: [MetricLine]) throws {
    switch (format, values) {
    case (.json, false): try Terminal.data(MetricsPrinter.json(lines))
    case (.csv, false): try Terminal.data(MetricsPrinter.csv(lines))
    case (.table, false): try Terminal.output(MetricsPrinter.table(lines))
    case (.json, true): try Terminal.data(ValuesPrinter.json(lines))
    case (.csv, true): try Terminal.data(ValuesPrinter.csv(lines))
    case (.table, true): try Terminal.output(ValuesPrinter.table(lines))
    }
  }
}
