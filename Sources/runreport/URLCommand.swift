import ArgumentParser
import Diagnostics
import Publishing

/// `runreport url`: where a run's page is.
struct URLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url",
    abstract: "Print the address of a run's page in a published site.",
    discussion: """
      The page is the one that `runreport build` makes of the same stores, whether it was built yet or not. --base is \
      where the site is published, such as https://ml.example.org/runs/, or the file:// address of its folder.

      \(RunArguments.naming)

      Exit codes: 0 done, 64 wrong usage, 66 no such store or run, or more than one, 78 settings that cannot be read.
      """)

  @OptionGroup var arguments: RunArguments

  @Option(help: ArgumentHelp("The address of the site.", valueName: "url"))
  var base: String

  func validate() throws {
    guard let mark = base.firstRange(of: "://"), mark.lowerBound != base.startIndex, mark.upperBound != base.endIndex,
      !base.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F })
    else {
      throw ValidationError("--base takes an address such as https://ml.example.org/runs/, not \(base).")
    }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    try SystemExit.guarding {
      let (catalog, entry) = try arguments.find(reporting: DiagnosticCollector())
      guard let page = catalog.page(of: entry) else { throw SystemExit.noInput }
      try Terminal.output(Array((URLCommand.folder(of: base) + page + "\n").utf8))
    }
  }

  /// The address up to the last slash of its path; a page of the site may have been copied from a browser.
  static func folder(of base: String) -> String {
    var rest = base[...].prefix { $0 != "?" && $0 != "#" }
    if rest.hasSuffix("/index.html") { rest = rest.dropLast("index.html".count) }
    return rest.hasSuffix("/") ? String(rest) : rest + "/"
  }
}
