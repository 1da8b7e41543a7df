import RunModel
import Testing

@testable import RunStores

@Suite("Metric files of MLflow")
struct MLflowMetricTests {
  private struct Outcome {
    var series: MetricSeries
    var problems: [MLflowMetricFile.Problem]
  }

  private func read(_ text: String) -> Outcome {
    var problems: [MLflowMetricFile.Problem] = []
    let series = Array(text.utf8).withUnsafeBufferPointer { bytes in
      MLflowMetricFile.series(named: "loss", from: bytes) { problems.append($0) }
    }
    return Outcome(series: series, problems: problems)
  }

  @Test("hold time, value and step, in the order of the file")
  func plain() {
    let outcome = read("20 0.5 1\n10 3 -7\n10 3 -7\n30 1e-07 9223372036854775807\n40 2 -9223372036854775808\n")
    #expect(outcome.series.times == [20, 10, 10, 30, 40])
    #expect(outcome.series.values == [0.5, 3, 3, 1e-07, 2])
    #expect(outcome.series.steps == [1, -7, -7, .max, .min])
    #expect(outcome.series.lastRule == .greatestStep)
    #expect(outcome.problems.isEmpty)
  }

  @Test("end their lines with CRLF or CR as well, and may have empty lines, blanks and a byte order mark")
  func lineEnds() {
    let outcome = read("\u{FEFF}\r\n1 2 3\r\n\r\n  4\t5 6  \r7 8 9\n\n\n10 11 12")
    #expect(outcome.series.times == [1, 4, 7, 10])
    #expect(outcome.series.values == [2, 5, 8, 11])
    #expect(outcome.series.steps == [3, 6, 9, 12])
    #expect(outcome.problems.isEmpty)
  }

  @Test("without steps are of MLflow before 1.0, where times were seconds")
  func noSteps() {
    let outcome = read("1550000000 0.5\n1550000001000 0.25\n")
    #expect(outcome.series.times == [1_550_000_000_000, 1_550_000_001_000])
    #expect(outcome.series.steps == [0, 0])
  }

  @Test("keep the step of a line that names a dataset, spaces in its name included")
  func datasets() {
    let outcome = read("1 0.5 3 valset b371\n2 0.6 4 my data set b372\n3 0.7 5 run\n")
    #expect(outcome.series.steps == [3, 4, 5])
    #expect(outcome.problems.isEmpty)
  }

  @Test("hold NaN and infinities in every spelling Python reads")
  func notFinite() {
    let outcome = read("1 nan 0\n2 NaN 1\n3 inf 2\n4 -inf 3\n5 Infinity 4\n6 -Infinity 5\n7 1e400 6\n8 -0.0 7\n")
    #expect(outcome.series.values.prefix(2).allSatisfy { $0.isNaN })
    #expect(outcome.series.values[2...6] == [.infinity, -.infinity, .infinity, -.infinity, .infinity])
    #expect(outcome.series.values[7].sign == .minus)
    #expect(outcome.problems.isEmpty)
  }

  @Test(
    "cost one problem for a bad line, and nothing else",
    arguments: [
      ("x 0.5 0", MLflowLineScanner.Fault.timestamp, "\"x\""), ("1.5 0.5 0", .timestamp, "\"1.5\""),
      ("1 abc 0", .value, "\"abc\""), ("1 0x1p3 0", .value, "\"0x1p3\""), ("1 1.2.3 0", .value, "\"1.2.3\""),
      ("1 1e 0", .value, "\"1e\""), ("1 . 0", .value, "\".\""), ("1", .value, "\"\""),
      ("1 0.5 3.5", .step, "\"3.5\""), ("1 0.5 9223372036854775808", .step, "\"9223372036854775808\""),
      ("\0\u{1}", .timestamp, "\"\u{FFFD}\u{FFFD}\""),
    ])
  func badLines(line: String, fault: MLflowLineScanner.Fault, found: String) {
    let outcome = read("1 1 1\n\(line)\n2 2 2\n")
    #expect(outcome.series.values == [1, 2])
    #expect(outcome.problems.map(\.line) == [2])
    #expect(outcome.problems.first?.fault == fault)
    #expect(outcome.problems.first?.found == found)
  }

  @Test("of a live run lose a last line that is cut", arguments: ["17", "1700 ", "1700 0.", "1700 0.5", "1700 0.5 -"])
  func cutShort(rest: String) {
    let outcome = read("1 1 1\n" + rest)
    let isDropped = outcome.series.count == 1
    #expect(isDropped)
    #expect(outcome.problems.map(\.line) == [2])
    #expect(outcome.problems.first?.fault == nil)
  }

  @Test("that are nested, empty, folders of nothing or hopeless")
  func store() throws {
    let store = TemporaryStore()
    store.experiment("1")
    store.run()
    store.write("1/run1/metrics/train/loss", "1 0.5 0\n")
    store.write("1/run1/metrics/train-acc", "1 0.25 0\n")
    store.write("1/run1/metrics/empty", "")
    store.folder("1/run1/metrics/folder")
    store.write("1/run1/metrics/bad", "1 2 3\n1 x 3\n")
    store.write("1/run1/metrics/binary", bytes: (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    let contents = store.read()
    let run = try #require(contents.runs["1/run1"])
    #expect(run.series.map(\.name) == ["bad", "train-acc", "train/loss"])
    let bad = contents.messages.filter { $0.hasPrefix("mlruns/1/run1/metrics/bad:") }
    #expect(
      bad == ["mlruns/1/run1/metrics/bad:2: value is not a number: \"x\", expected `timestamp value step`"])
    #expect(contents.messages.allSatisfy { $0.contains("/bad:") || $0.contains("/binary:") })
    #expect(contents.messages.count <= 23)
  }

  @Test("nested without end cost a warning")
  func depth() throws {
    let store = TemporaryStore()
    store.experiment("1")
    store.run()
    store.write("1/run1/metrics/" + String(repeating: "d/", count: 70) + "loss", "1 2 3\n")
    store.write("1/run1/metrics/" + String(repeating: "e/", count: 60) + "loss", "1 2 3\n")
    let contents = store.read()
    #expect(contents.runs["1/run1"]?.series.count == 1)
    #expect(contents.messages.count == 1)
  }
}
