import Analysis
import Digests
import Markup
import Publishing
import RunModel

/// A run for a person at a terminal.
struct RunSummary {
  let report: RunDescription
  let now: Timestamp
  let style: TerminalStyle

  /// More child runs are counted.
  private static let childLimit = 20

  private var header: RunHeader { report.digest.header }

  var bytes: [UInt8] {
    var text = style.strong(Terminal.printable(header.displayName)) + "  " + style.word(report.state) + "\n"
    text += style.quiet(Terminal.printable(report.experiment.name)) + "\n\n"
    text += list(facts)
    if let error = header.error { text += heading("Error") + indented(error) }
    text += metrics
    text += values("Parameters", header.parameters)
    text += values("Tags", header.tags)
    text += children
    return Array(text.utf8)
  }

  // MARK: Facts

  private var facts: [(String, String)] {
    let digest = report.digest
    var facts: [(String, String)] = [("Run id", header.id), ("Status", statusSentence)]
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { facts.append((name, value)) }
    }
    add("Started", header.start.map { TimeText.sentence($0.milliseconds) })
    add("Ended", header.end.map { TimeText.sentence($0.milliseconds) })
    if header.end == nil { add("Last sign", digest.lastSign.map(since)) }
    add("Duration", digest.duration.map(TimeText.duration))
    add("Kind", header.kind == .script ? nil : header.kind.rawValue)
    add("User", header.user)
    add("Compute", header.computeTarget)
    add("Nodes", header.nodeCount.flatMap { $0 > 1 ? NumberText.grouped($0) : nil })
    add("Script", ([header.script].compactMap { $0 } + header.arguments).joined(separator: " "))
    add("Commit", header.source.commit.map { $0 + (header.source.isDirty == true ? " (with changes)" : "") })
    add("Branch", header.source.branch)
    add("Parent", header.parent)
    add("Main log", report.mainLog.map { "\($0.path) (\(NumberText.bytes($0.size)))" })
    let files = digest.files.count
    add("Files", files == 0 ? nil : NumberText.grouped(files))
    add("Page", report.page)
    add("Store", report.storeLocation)
    return facts
  }

  private var statusSentence: String {
    let word = TerminalStyle.plainWord(report.state)
    switch report.state {
    case .stale(let sign?):
      return "\(word): it says it is \(header.status.rawValue), and was last heard of \(since(sign))"
    case .stale(nil): return "\(word): it says it is \(header.status.rawValue), and nothing was ever heard of it"
    case .reported: return header.statusText.map { "\(word) (\($0) in the store)" } ?? word
    }
  }

  private func since(_ moment: Timestamp) -> String {
    let ago = now.milliseconds(since: moment)
    let sentence = TimeText.sentence(moment.milliseconds)
    return ago < 0 ? sentence : "\(sentence), \(TimeText.duration(milliseconds: ago)) ago"
  }

  // MARK: Tables

  private var metrics: String {
    let series = report.digest.series.filter { $0.summary.count > 0 }
    guard !series.isEmpty else { return heading("Metrics") + "  none logged so far\n" }
    var table = TextTable(
      heads: ["metric", "last", "min", "at step", "max", "at step", "mean", "count"], textColumns: 1)
    for line in series {
      let summary = line.summary
      let ends = [summary.min, summary.max].flatMap { extreme -> [String] in
        guard let extreme else { return ["", ""] }
        return [NumberText.rounded(extreme.value), NumberText.grouped(extreme.step)]
      }
      let mean = summary.mean.map(NumberText.rounded) ?? ""
      table.add([line.name, NumberText.rounded(summary.last)] + ends + [mean, NumberText.grouped(summary.count)])
    }
    return heading("Metrics") + indented(table)
  }

  private var children: String {
    guard !report.children.isEmpty else { return "" }
    var table = TextTable(heads: ["run", "status", "started (UTC)", "duration"], textColumns: 3)
    for child in report.children.prefix(RunSummary.childLimit) {
      table.add([
        RunHeader.displayName(name: child.name, id: child.id), TerminalStyle.plainWord(child.state),
        child.start.map { TimeText.minute($0.milliseconds) } ?? "", child.duration.map(TimeText.duration) ?? "",
      ])
    }
    let more = report.children.count - RunSummary.childLimit
    return heading("Child runs (\(NumberText.grouped(report.children.count)))") + indented(table)
      + (more > 0 ? style.quiet("  … and \(NumberText.grouped(more)) more") + "\n" : "")
  }

  private func values(_ title: String, _ values: [NamedValue]) -> String {
    values.isEmpty ? "" : heading(title) + list(values.map { ($0.name, $0.value) })
  }

  /// Names and values, the values below one another and cut at the edge of a screen.
  private func list(_ rows: [(String, String)]) -> String {
    let names = rows.map { String(Terminal.printable($0.0).prefix(40)) }
    let width = names.map(\.count).max() ?? 0
    let room = Terminal.isScreen(1) ? max(20, Terminal.width - width - 4) : Int.max
    return zip(names, rows).map { name, row in
      let value = Terminal.printable(row.1)
      let shown = value.count > room ? value.prefix(room - 1) + "…" : value
      let label = style.quiet(name) + String(repeating: " ", count: width - name.count)
      let isStatus = row.0 == "Status" && row.1 == statusSentence
      return "  \(label)  \(isStatus ? style.coloured(shown, as: report.state) : shown)\n"
    }.joined()
  }

  private func heading(_ text: String) -> String { "\n" + style.strong(text) + "\n" }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \(Terminal.printable(String($0)))\n" }
      .joined()
  }

  private func indented(_ table: TextTable) -> String {
    let lines = String(decoding: table.bytes, as: UTF8.self).split(separator: "\n")
    return lines.enumerated().map { number, line in
      "  " + (number == 0 ? style.quiet(String(line)) : String(line)) + "\n"
    }.joined()
  }
}
