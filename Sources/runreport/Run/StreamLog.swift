import ArgumentParser
import RunLog

/// Logs lines as they come, each before the next one is read.
struct StreamLog {
  private let run: Run
  private let step: Int?
  private let passesOn: Bool

  init(_ run: Run, step: Int?, passesOn: Bool) {
    self.run = run
    self.step = step
    self.passesOn = passesOn
  }

  /// To the end of standard input; lines that could not be read are told, and the end is told by the exit code.
  func read() throws {
    var number = 0
    var refused = 0
    var passesOn = passesOn
    while let line = readLine() {
      number += 1
      do {
        try log(line)
      } catch let problem as ValidationError {
        refused += 1
        Terminal.error("warning: line \(number) is left out: \(problem.message)")
      } catch let error as RunLogError where error.kind == .invalid {
        refused += 1
        Terminal.error("warning: line \(number) is left out: \(Terminal.printable(error.description))")
      }
      // What cannot be passed on any more is still logged.
      if passesOn { passesOn = (try? Terminal.stream(Array((line + "\n").utf8)[...])) ?? false }
    }
    if refused > 0 { throw SystemExit.data }
  }

  private func log(_ line: String) throws {
    let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
    guard let first = words.first else { return }
    if first.hasPrefix("{") { return try run.log(json: line) }
    if first.contains("=") {
      let values = words.filter { !$0.hasPrefix("step=") }
      let steps = try words.filter { $0.hasPrefix("step=") }.map { try StreamLog.step($0.dropFirst(5)) }
      return try run.log(values: MetricWords(values).values, step: steps.last ?? step)
    }
    guard (2...3).contains(words.count) else {
      throw ValidationError("expected name=value, name value, or a JSON object, found \(Terminal.printable(line))")
    }
    try run.log(
      values: MetricWords([first + "=" + words[1]]).values,
      step: words.count == 3 ? StreamLog.step(words[2][...]) : step)
  }

  private static func step(_ text: Substring) throws -> Int {
    guard let step = Int(text) else {
      throw ValidationError("the step is not a whole number: \(Terminal.printable(String(text)))")
    }
    return step
  }
}
