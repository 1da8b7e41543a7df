import Analysis
import Digests
import Markup
import Publishing
import RunModel

/// How a run ended, in a few lines.
struct RunOutcome {
  let run: RunDescription
  let style: TerminalStyle

  /// More metrics are counted.
  private static let metricLimit = 8

  /// Without a line feed at the end.
  var text: String {
    let header = run.digest.header
    var lines = [style.strong(Terminal.printable(header.displayName)) + "  " + style.word(run.state) + duration]
    if let error = header.error {
      lines += error.split(separator: "\n").map { "  " + Terminal.printable(String($0)) }
    }
    let series = run.digest.series.filter { $0.summary.count > 0 }
    let shown = series.prefix(RunOutcome.metricLimit)
    let names = shown.map { String(Terminal.printable($0.name).prefix(40)) }
    let width = names.map(\.count).max() ?? 0
    for (name, line) in zip(names, shown) {
      let space = String(repeating: " ", count: width - name.count)
      lines.append("  " + style.quiet(name) + space + "  " + NumberText.rounded(line.summary.last))
    }
    let more = series.count - shown.count
    if more > 0 { lines.append(style.quiet("  … and \(NumberText.grouped(more)) more; `runreport show` prints them")) }
    return lines.joined(separator: "\n")
  }

  private var duration: String {
    run.digest.duration.map { " after " + TimeText.duration(milliseconds: $0) } ?? ""
  }
}
