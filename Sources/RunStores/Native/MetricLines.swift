import Diagnostics
internal import Glibc
import RunModel

/// The metrics of one run, gathered line by line from `metrics.jsonl`.
struct MetricLines {
  var series: [MetricSeries] = []
  var records: [MetricRecord] = []
  /// Whether the run may still write, so that a last line without an end is one that is being written.
  private let isLive: Bool
  /// Whether lines come from several files, so that values without a step are counted when all are there.
  private let isJoined: Bool
  /// The newest time of a line without any value.
  private var newestSign: Timestamp?
  private var indexByName: [String: Int] = [:]
  /// Where the last line's metric stands: lines of one step follow one another in the same order, so the
  /// next line's metric is most often the next series, and no name needs hashing.
  private var lastIndex = -1
  private var nameBytes: [[UInt8]] = []

  init(isLive: Bool, isJoined: Bool) {
    self.isLive = isLive
    self.isJoined = isJoined
  }

  /// The series that hold a value, by name.
  var sortedSeries: [MetricSeries] {
    series.filter { $0.count > 0 }.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  /// The newest time of any line, the run's last sign of life where it records no other.
  var newestTime: Timestamp? {
    let numbers = series.lazy.compactMap { $0.times.max() }.filter { $0 != MetricSeries.noTime }.max()
    let structured = records.lazy.compactMap(\.time?.milliseconds).max()
    return [numbers, structured, newestSign?.milliseconds].compactMap { $0 }.max().map(Timestamp.init(milliseconds:))
  }

  /// Adds the lines of one file.
  mutating func read(_ bytes: [UInt8], file: String, reporting diagnostics: DiagnosticCollector) {
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var number = 0
      while start < buffer.count {
        number += 1
        let end = MetricLines.lineEnd(in: buffer, from: start)
        let isCut = end == buffer.count
        readLine(
          UnsafeBufferPointer(rebasing: buffer[start..<end]), number: number, isCut: isCut, file: file,
          reporting: diagnostics)
        start = end + 1
      }
    }
  }

  /// Where the line that begins at `start` ends.
  private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
      return bytes.count
    }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  private mutating func readLine(
    _ line: UnsafeBufferPointer<UInt8>, number: Int, isCut: Bool, file: String,
    reporting diagnostics: DiagnosticCollector
  ) {
    if let value = MetricLineScanner.scan(line) {
      append(value, line: line)
      return
    }
    guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { return }
    do {
      let problems = try addObject(JSONReader.read(line))
      for problem in problems { diagnostics.warn(file, line: number, problem) }
    } catch {
      if let join = GluedLine.lastRecord(in: line) {
        // The writer of the first one was killed, and the next one did not begin a line of its own.
        let isWhole = (try? addObject(JSONReader.read(UnsafeBufferPointer(rebasing: line[..<join])))) == []
        diagnostics.warn(
          file, line: number,
          isWhole
            ? "two records stand on one line: both are read"
            : "a record is cut short after \(join) bytes and left out; the one behind it on the same line is read")
        readLine(
          UnsafeBufferPointer(rebasing: line[join...]), number: number, isCut: isCut, file: file,
          reporting: diagnostics)
      } else if isCut, isLive {
        // A live run's last line may be half written: normal, and said only to those who ask.
        diagnostics.note(file, line: number, "the last line is cut short and left out, as in a run that still writes")
      } else if GluedLine.isCut(line, error) {
        diagnostics.warn(
          file, line: number,
          "\(isCut ? "the last line" : "the line") is cut short after \(line.count) bytes and left out, "
            + "as where a writer is killed or a disk is full")
      } else {
        diagnostics.warn(
          file, line: number, "not a JSON object: expected \(error.expected) at byte \(error.offset + 1)")
      }
    }
  }

  // MARK: Plain values

  private mutating func append(_ value: MetricLineScanner.Value, line: UnsafeBufferPointer<UInt8>) {
    let name = UnsafeBufferPointer(rebasing: line[value.name])
    let index = seriesIndex(named: name)
    lastIndex = index
    series[index].append(
      step: value.step ?? countedStep(index), time: value.time ?? MetricSeries.noTime, value: value.number)
  }

  /// The step of a value that has none.
  private func countedStep(_ index: Int) -> Int64 {
    isJoined ? MetricLines.uncounted : Int64(series[index].count)
  }

  private mutating func seriesIndex(named name: UnsafeBufferPointer<UInt8>) -> Int {
    if lastIndex >= 0 {
      let next = lastIndex + 1 < nameBytes.count ? lastIndex + 1 : 0
      if isName(next, name) { return next }
      if isName(lastIndex, name) { return lastIndex }
    }
    return seriesIndex(named: String(decoding: name, as: UTF8.self))
  }

  private func isName(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    nameBytes[index].withUnsafeBufferPointer { known in
      guard known.count == name.count, let a = known.baseAddress, let b = name.baseAddress else { return false }
      return memcmp(a, b, name.count) == 0
    }
  }

  private mutating func seriesIndex(named name: String) -> Int {
    if let index = indexByName[name] { return index }
    indexByName[name] = series.count
    nameBytes.append(Array(name.utf8))
    series.append(MetricSeries(name: name))
    return series.count - 1
  }

  // MARK: Any other line

  /// Adds a line of any shape the format allows and says what was wrong with it.
  private mutating func addObject(_ object: StructuredValue) -> [String] {
    guard object.object != nil else { return ["expected a JSON object, in braces"] }
    var problems: [String] = []
    var step: Int64?
    if let value = object["step"], value != .null {
      step = value.int64
      if step == nil { problems.append("step is not a whole number: \(value.jsonText.prefix(40))") }
    }
    var time: Timestamp?
    if let value = object["time"], value != .null {
      time = value.string.flatMap(TimeScanner.iso) ?? value.double.flatMap(TimeScanner.seconds)
      if time == nil {
        problems.append("time is neither ISO 8601 nor seconds since 1970: \(value.jsonText.prefix(40))")
      }
    }
    // A value whose step cannot be read has no place in its series.
    if !problems.isEmpty && object["step"] != nil && step == nil { return problems }

    if let values = object["values"] {
      guard let members = values.object else { return problems + ["values is not an object of name to value"] }
      if members.isEmpty { newestSign = [newestSign, time].compactMap { $0 }.max() }
      for member in members {
        problems += add(member.value, named: member.name, step: step, time: time)
      }
      return problems
    }
    guard let name = object["name"]?.string, !name.isEmpty else {
      return problems + ["expected a \"name\" that is text and not empty, or \"values\""]
    }
    if let type = object["type"], type != .string("scalar") {
      return problems + addRecord(object, type: type, name: name, step: step, time: time)
    }
    guard let value = object["value"] else { return problems + ["expected a \"value\" for \(name.prefix(60))"] }
    return problems + add(value, named: name, step: step, time: time)
  }

  private mutating func add(
    _ value: StructuredValue, named name: String, step: Int64?, time: Timestamp?
  ) -> [String] {
    guard !name.isEmpty else { return ["a metric's name is empty"] }
    guard let number = MetricLines.number(value) else {
      return ["the value of \(name.prefix(60)) is not a number: \(value.jsonText.prefix(40))"]
    }
    let index = seriesIndex(named: name)
    series[index].append(
      step: step ?? countedStep(index), time: time?.milliseconds ?? MetricSeries.noTime, value: number)
    return []
  }

  /// A number, or one of the words that stand for what JSON has no number for.
  static func number(_ value: StructuredValue) -> Double? {
    switch value {
    case .null: return .nan
    case .bool(let flag): return flag ? 1 : 0
    case .string(let word):
      switch word {
      case "NaN", "nan": return .nan
      case "Infinity", "inf", "+inf", "+Infinity": return .infinity
      case "-Infinity", "-inf": return -.infinity
      default: return nil
      }
    default: return value.double
    }
  }

  private mutating func addRecord(
    _ object: StructuredValue, type: StructuredValue, name: String, step: Int64?, time: Timestamp?
  ) -> [String] {
    guard let word = type.string, let kind = MetricRecord.Kind(rawValue: word) else {
      let known = MetricRecord.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      return ["type \(type.jsonText.prefix(40)) is not one of \(known)"]
    }
    guard var data = object["data"] else { return ["expected \"data\" for the \(word) \(name.prefix(60))"] }
    // Azure wraps these as {"schema_type": …, "schema_version": …, "data": {…}}.
    if data["schema_type"] != nil, let inner = data["data"] { data = inner }
    records.append(MetricRecord(name: name, kind: kind, step: step, time: time, data: data))
    return []
  }
}
