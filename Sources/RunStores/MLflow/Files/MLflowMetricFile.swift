internal import RunModel

/// Reads MLflow's metric files: a line `timestamp value step` for each value, in the order of logging.
///
/// Before MLflow 1.0 there was no step and the time was in seconds. A dataset adds its name, which may
/// hold spaces, and its digest behind the step. Lines end with LF, CRLF or CR; empty ones mean nothing.
enum MLflowMetricFile {
  /// A line that gave no value.
  struct Problem {
    /// One-based.
    var line: Int
    /// Nil for a last line without its end, which the run is still writing or never finished.
    var fault: MLflowLineScanner.Fault?
    /// What stands where something else was expected.
    var found: String
  }

  /// Every value of a file, in its order.
  static func series(
    named name: String, from bytes: UnsafeBufferPointer<UInt8>, report: (Problem) -> Void
  ) -> MetricSeries {
    var scanner = MLflowLineScanner(bytes: bytes)
    let room = scanner.lineEstimate
    var steps: [Int64] = []
    var times: [Int64] = []
    var values: [Double] = []
    steps.reserveCapacity(room)
    times.reserveCapacity(room)
    values.reserveCapacity(room)

    var hasSteps = false
    while scanner.startLine() {
      let result = scanner.point()
      scanner.finishLine()
      switch result {
      case .point(let time, let value, let step?):
        hasSteps = true
        times.append(time)
        values.append(value)
        steps.append(step)
      case .point(let time, let value, nil):
        if hasSteps, scanner.isLineUnended {
          report(Problem(line: scanner.line, fault: nil, found: ""))
        } else {
          times.append(milliseconds(time))
          values.append(value)
          steps.append(0)
        }
      case .fault(let fault, let field):
        report(
          Problem(
            line: scanner.line, fault: scanner.isLineUnended ? nil : fault,
            found: Excerpt.quoted(UnsafeBufferPointer(rebasing: bytes[field]))))
      }
    }
    return MetricSeries(name: name, steps: steps, times: times, values: values, lastRule: .greatestStep)
  }

  /// The time of a line without step: MLflow before 1.0 wrote whole seconds, ten digits since 2001.
  private static func milliseconds(_ time: Int64) -> Int64 {
    (1_000_000_000..<10_000_000_000).contains(time) ? time * 1000 : time
  }
}
