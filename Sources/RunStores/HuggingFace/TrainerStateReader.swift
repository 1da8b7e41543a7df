import RunModel

/// Reads `trainer_state.json` of Hugging Face's Trainer, the rows of its `log_history` one by one
/// (`transformers/trainer_callback.py`, `TrainerState`).
///
/// A file that is cut short, as one that is being written, gives what stands before the cut.
struct TrainerStateReader {
  /// Everything but `log_history`.
  private(set) var fields: [StructuredValue.Member] = []
  private(set) var rowCount = 0
  /// Where and why reading stopped, if it did so before the end.
  private(set) var failure: JSONFailure?
  /// Names of values that are neither numbers nor text, and are left out.
  private(set) var leftOut: Set<String> = []
  private(set) var records: [MetricRecord] = []
  private var series: [MetricSeries] = []
  private var indexByName: [String: Int] = [:]
  private var lastStep: Int64?

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { buffer in
      do throws(JSONFailure) {
        try read(buffer)
      } catch {
        failure = error
      }
    }
  }

  /// Whether it is such a file at all.
  var isState: Bool { self["global_step"] != nil || rowCount > 0 || hasHistory }

  private var hasHistory = false

  /// The step of the last row; nil if there is none.
  var lastLoggedStep: Int64? { lastStep }

  /// The series that hold a value, by name.
  var sortedSeries: [MetricSeries] { series.sorted { NameOrder.precedes($0.name, $1.name) } }

  subscript(name: String) -> StructuredValue? {
    guard let value = fields.last(where: { $0.name == name })?.value, value != .null else { return nil }
    return value
  }

  // MARK: The file

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFailure) {
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    var reader = JSONReader(bytes, offset: hasMark ? 3 : 0)
    try reader.items(from: UInt8(ascii: "{"), to: UInt8(ascii: "}")) { reader throws(JSONFailure) in
      let name = try reader.name()
      guard name == "log_history" else {
        fields.append(.init(name, try reader.value(depth: 1)))
        return
      }
      hasHistory = true
      guard reader.next == UInt8(ascii: "[") else {
        _ = try reader.value(depth: 1)
        return
      }
      try reader.items(from: UInt8(ascii: "["), to: UInt8(ascii: "]")) { reader throws(JSONFailure) in
        add(try reader.value(depth: 2))
      }
    }
  }

  // MARK: Rows

  private mutating func add(_ row: StructuredValue) {
    guard let members = row.object else { return }
    rowCount += 1
    let step = row["step"]?.int64 ?? lastStep ?? 0
    lastStep = step
    for member in members where member.name != "step" { add(member.value, named: member.name, step: step) }
  }

  private mutating func add(_ value: StructuredValue, named name: String, step: Int64) {
    if let number = MetricWord.number(value) {
      let index = indexByName[name] ?? series.count
      if index == series.count {
        indexByName[name] = index
        series.append(MetricSeries(name: name))
      }
      series[index].append(step: step, time: MetricSeries.noTime, value: number)
      return
    }
    switch value {
    case .null, .bool: return
    case .string:
      records.append(MetricRecord(name: name, kind: .text, step: step, time: nil, data: value))
    case .list(let items) where items.allSatisfy({ $0.double != nil }):
      records.append(MetricRecord(name: name, kind: .list, step: step, time: nil, data: value))
    case .object(let members):
      // Nested as the tools that draw it join it: one metric a class.
      for member in members where member.value.object == nil {
        add(member.value, named: "\(name)/\(member.name)", step: step)
      }
    default: leftOut.insert(name)
    }
  }
}
