import Diagnostics

/// Says what was met in a training log, once for each kind.
struct CSVFindingsReport {
  private let findings: CSVSeriesReader.Findings
  private let head: CSVHead
  private let layout: CSVLayout
  private let file: String

  init(_ findings: CSVSeriesReader.Findings, _ head: CSVHead, _ layout: CSVLayout, file: String) {
    self.findings = findings
    self.head = head
    self.layout = layout
    self.file = file
  }

  func tell(to diagnostics: DiagnosticCollector) {
    tellLosses(to: diagnostics)
    tellNotes(to: diagnostics)
  }

  private func tellLosses(to diagnostics: DiagnosticCollector) {
    if let failure = findings.failure { diagnostics.warn(file, "cannot be read to its end: \(failure)") }
    if let line = findings.openQuoteLine {
      diagnostics.warn(file, line: line, "a quotation mark is never closed; it is taken for text")
    }
    if findings.ragged.count > 0 {
      let expected = "the header has \(head.names.count)"
      diagnostics.warn(
        file, line: findings.ragged.firstLine,
        "rows with another number of cells: \(findings.ragged.count); \(expected), what they have is read from the left"
      )
    }
    if let example = findings.textExample {
      diagnostics.warn(
        file, line: findings.text.firstLine,
        "cells that are no numbers are left out: \(findings.text.count); the first is \"\(example.text)\" in "
          + "\(CSVFindingsReport.list([example.column]))")
    }
    if findings.stepless.count > 0 {
      let name = layout.stepColumn.map { head.names[$0] } ?? ""
      diagnostics.warn(
        file, line: findings.stepless.firstLine,
        "rows whose \(name.prefix(60)) is no whole number: \(findings.stepless.count); they count to the step before")
    }
    if head.isCut { diagnostics.warn(file, "only the first \(CSVHead.columnLimit) columns are read") }
  }

  private func tellNotes(to diagnostics: DiagnosticCollector) {
    if !findings.textColumns.isEmpty {
      diagnostics.note(file, "columns of text are left out: \(CSVFindingsReport.list(findings.textColumns))")
    }
    if findings.backward.count > 0, let column = layout.stepColumn {
      diagnostics.note(
        file, line: findings.backward.firstLine,
        "\(head.names[column].prefix(60)) goes back, as where another training was appended: "
          + "\(findings.backward.count) times; steps stay as they are written")
    }
    if findings.repeatedHeader.count > 0 {
      diagnostics.note(
        file, line: findings.repeatedHeader.firstLine, "the header is repeated \(findings.repeatedHeader.count) times")
    }
    if !layout.restartingNames.isEmpty {
      let names = CSVFindingsReport.list(layout.restartingNames)
      diagnostics.note(file, "\(names) start over within the file, so the rows are counted as steps")
    } else if layout.stepColumn == nil, layout.profile == .other {
      diagnostics.note(file, "no column counts steps or epochs, so the rows are counted")
    }
    if let line = findings.cutLine {
      diagnostics.note(file, line: line, "the last line is cut short and left out, as in a run that still writes")
    }
  }

  /// Some names, the rest counted.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).map { "\"\($0.prefix(60))\"" }.joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}
