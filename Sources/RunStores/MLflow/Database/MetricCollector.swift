internal import Glibc
internal import RunModel

/// Puts the metric rows of one run together into series.
struct MetricCollector {
  /// What a row says besides the name.
  struct Value {
    var step: Int64
    /// In milliseconds since 1970, or `MetricSeries.noTime`.
    var time: Int64
    /// As the database has it; 0 where `isNaN`.
    var value: Double
    var isNaN: Bool

    /// By time, step and value, as MLflow's `get_metric_history` has it.
    static func precedes(_ a: Value, _ b: Value) -> Bool {
      if a.time != b.time { return a.time < b.time }
      if a.step != b.step { return a.step < b.step }
      return a.value < b.value
    }
  }

  fileprivate struct Column {
    var name: String
    var key: [UInt8]
    var values: [Value] = []
    var isSorted = true
    /// The column of the row that came after one of this column last time: training logs in rounds.
    var next = 0
  }

  private var columns: [Column] = []
  private var places: [[UInt8]: Int] = [:]
  private var last = -1

  /// Adds a row.
  mutating func add(_ key: UnsafeBufferPointer<UInt8>, _ value: Value) {
    var place = last >= 0 ? columns[last].next : 0
    if place >= columns.count || !MetricCollector.isEqual(columns[place].key, key) {
      place = find(key)
      if last >= 0 { columns[last].next = place }
    }
    last = place
    columns[place].add(value)
  }

  /// The series, in the order of names.
  consuming func series() -> [MetricSeries] {
    columns.map { $0.series() }.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  private mutating func find(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    let bytes = Array(key)
    if let place = places[bytes] { return place }
    // Names that are not UTF-8 may be one once they are repaired.
    let name = String(decoding: key, as: UTF8.self)
    let repaired = Array(name.utf8)
    let place = places[repaired] ?? columns.count
    if place == columns.count { columns.append(Column(name: name, key: bytes)) }
    places[repaired] = place
    places[bytes] = place
    return place
  }

  private static func isEqual(_ a: [UInt8], _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    a.withUnsafeBufferPointer { a in
      guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else {
        return a.isEmpty && b.isEmpty
      }
      return memcmp(first, second, b.count) == 0
    }
  }
}

extension MetricCollector.Column {
  fileprivate mutating func add(_ value: MetricCollector.Value) {
    if isSorted, let last = values.last, MetricCollector.Value.precedes(value, last) { isSorted = false }
    values.append(value)
  }

  fileprivate func series() -> MetricSeries {
    let sorted = isSorted ? values : values.sorted(by: MetricCollector.Value.precedes)
    return MetricSeries(
      name: name, steps: sorted.map(\.step), times: sorted.map(\.time), values: sorted.map(\.number),
      lastRule: .greatestStep)
  }
}

extension MetricCollector.Value {
  /// MLflow writes the infinities as the greatest finite numbers, which no metric ever is.
  fileprivate var number: Double {
    if isNaN { return .nan }
    return value.magnitude == .greatestFiniteMagnitude ? value * 2 : value
  }
}
