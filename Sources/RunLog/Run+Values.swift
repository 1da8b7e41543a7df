internal import Markup

extension Run {
  /// Logs one value of a metric.
  ///
  /// - Parameters:
  ///   - name: not empty; `/` groups names.
  ///   - value: NaN and infinities are values too.
  ///   - step: default: the number of values the metric had before.
  public func log(_ name: String, _ value: Double, step: Int? = nil) throws(RunLogError) {
    try check(name)
    var line = RecordLine(name: name, step: step)
    line.end("value") { $0.number(value) }
    try writer.append(line)
  }

  /// Logs one value of a metric, as the shortest decimal of the 32-bit number.
  public func log(_ name: String, _ value: Float, step: Int? = nil) throws(RunLogError) {
    try log(name, value.asWritten, step: step)
  }

  /// Logs one value of a metric.
  public func log(_ name: String, _ value: Int, step: Int? = nil) throws(RunLogError) {
    try check(name)
    var line = RecordLine(name: name, step: step)
    line.end("value") { $0.integer(Int64(value)) }
    try writer.append(line)
  }

  /// Logs values of several metrics for one step, all of them or none.
  public func log(values: [String: Double], step: Int? = nil) throws(RunLogError) {
    for name in values.keys { try check(name) }
    guard !values.isEmpty else { return }
    var line = RecordLine(name: nil, step: step)
    line.end("values") { json in
      json.beginObject()
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        json.key(text: name)
        json.number(value)
      }
      json.endObject()
    }
    try writer.append(line)
  }

  /// Appends a line of the format as it is, with this moment for its time where it has none.
  ///
  /// - Parameter line: a JSON object as docs/run-store.md has them for `metrics.jsonl`; may stand on several lines.
  public func log(json line: String) throws(RunLogError) {
    guard var members = JSONMembers(Array(line.utf8)) else {
      throw RunLogError(
        .invalid, "no JSON object: \(line.prefix(60)). Give one in braces, as docs/run-store.md has them.")
    }
    if let problem = LineCheck.problem(members) { throw RunLogError(.invalid, problem) }
    if members["time"] == nil { members.setMoment("time", System.wallClock) }
    try writer.append(RecordLine(members))
  }

  func check(_ name: String) throws(RunLogError) {
    if name.isEmpty { throw RunLogError(.invalid, "a metric's name is empty. Give it one.") }
  }
}
