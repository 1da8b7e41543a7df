import ArgumentParser
import FileAccess
import RunLog

/// `runreport run log`.
struct RunLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Log metrics, rows, lists, tables, pictures and texts to a run.",
    discussion: """
      runreport run log loss=0.31 accuracy=0.94 --step 3
      runreport run log --row evaluation fold=1 accuracy=0.94
      runreport run log --list losses 0.5 0.4 0.3
      runreport run log --table scores.csv --name scores
      runreport run log --image confusion.png
      runreport run log --text remark "warm start"
      train | runreport run log --stdin

      A metric's value is a number, NaN or an infinity. --stdin reads a line at a time and logs it at once: \
      `loss=0.31 accuracy=0.94 step=3`, `loss 0.31` or `loss 0.31 3`, or a JSON object as docs/run-store.md has them for \
      metrics.jsonl, of any type (confusion_matrix, curve …). Lines that are none of these are told and left out; \
      --pass prints every line again, so that the command can stand in the middle of a pipe.
      """)

  @OptionGroup var options: RunOptions

  @Option(help: ArgumentHelp("The step; default: the number of values the metric had before.", valueName: "number"))
  var step: Int?

  @Option(help: ArgumentHelp("Log the words name=value as a row of this table.", valueName: "name"))
  var row: String?

  @Option(help: ArgumentHelp("Log the words as a list.", valueName: "name"))
  var list: String?

  @Option(help: ArgumentHelp("Log the words as a text; - reads standard input.", valueName: "name"))
  var text: String?

  @Option(
    help: ArgumentHelp("Log a table from a CSV or TSV file whose first line names the columns.", valueName: "file"))
  var table: String?

  @Option(help: ArgumentHelp("Log a picture; a copy is kept in the run.", valueName: "file"))
  var image: String?

  @Option(help: ArgumentHelp("The name of a table or a picture; default: the file's.", valueName: "name"))
  var name: String?

  @Flag(help: "Log what comes on standard input, line by line.")
  var stdin = false

  @Flag(help: "With --stdin: print each line once it was dealt with.")
  var pass = false

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Metrics, or what the option says.", valueName: "name=value"))
  var words: [String] = []

  func validate() throws {
    let given = [row != nil, list != nil, text != nil, table != nil, image != nil, stdin].count { $0 }
    // Negative numbers are words; what looks like an option is a mistake.
    if text == nil, let option = words.first(where: { $0.hasPrefix("--") }) {
      throw ValidationError("there is no option \(option); see runreport run log --help.")
    }
    if given > 1 { throw ValidationError("one of --row, --list, --text, --table, --image and --stdin at a time.") }
    if pass && !stdin { throw ValidationError("--pass goes with --stdin.") }
    if table != nil || image != nil || stdin {
      if let word = words.first { throw ValidationError("\(word) is one word too many here.") }
    } else if words.isEmpty {
      throw ValidationError("nothing to log: name a metric and its value, such as loss=0.31.")
    }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    try SystemExit.guarding {
      let folder = try options.folder()
      if stdin { return try StreamLog(Run.attach(folder), step: step, passesOn: pass).read() }
      let run = try Run.attachBriefly(folder)
      if let row {
        try run.logRow(
          row, columns: Pairs.parse(words, of: "--row").map { ($0.name, Pairs.value($0.value)) }, step: step)
      } else if let list {
        try run.logList(list, words.map(Pairs.value), step: step)
      } else if let text {
        try run.logText(text, words == ["-"] ? Terminal.everyLine() : words.joined(separator: " "), step: step)
      } else if let table {
        try run.logTable(name ?? stem(table), columns: TableFile.columns(table), step: step)
      } else if let image {
        try run.logImage(name ?? stem(image), path: image, step: step)
      } else {
        try run.log(values: MetricWords(words).values, step: step)
      }
    }
  }

  /// A file's name without its ending.
  private func stem(_ path: String) -> String {
    let file = PathText.lastPart(of: path)
    return file.lastIndex(of: ".").map { $0 == file.startIndex ? file : String(file[..<$0]) } ?? file
  }
}
