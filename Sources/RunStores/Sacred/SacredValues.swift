internal import Diagnostics
internal import RunModel

/// The numbers of a run: `metrics.json`, and what scripts such as PyMARL's put into `info.json` instead.
struct SacredValues {
  private var seriesByName: [String: MetricSeries] = [:]
  private(set) var records: [MetricRecord] = []
  private(set) var infoTags: [StructuredValue.Member] = []
  /// Values that are no numbers, by file.
  private var lost: [String: Int] = [:]
  /// Python objects in the place of numbers, by file.
  private var opaque: [String: Int] = [:]
  /// Series whose lists have different lengths, by file.
  private var uneven: [String: Int] = [:]
  private var malformed: [String: Int] = [:]

  var sortedSeries: [MetricSeries] { seriesByName.values.sorted { NameOrder.precedes($0.name, $1.name) } }

  /// `{name: {"steps": […], "values": […], "timestamps": […]}}`.
  mutating func add(metrics: StructuredValue) {
    let file = SacredLayout.metrics
    for member in metrics.object ?? [] {
      guard !member.name.isEmpty, let values = member.value["values"]?.list, let steps = member.value["steps"]?.list
      else {
        malformed[file, default: 0] += 1
        continue
      }
      let times = member.value["timestamps"]?.list ?? []
      if values.count != steps.count || !times.isEmpty && times.count != values.count { uneven[file, default: 0] += 1 }
      add(member.name, values, steps: steps, times: times, file: file)
    }
    if metrics.object == nil { malformed[file, default: 0] += 1 }
  }

  /// Lists `name` with their steps in `name_T` are series; the rest is shown as it is.
  mutating func add(info: StructuredValue) {
    let file = SacredLayout.info
    let members = info.object ?? []
    let lists = Dictionary(members.compactMap { member in member.value.list.map { (member.name, $0) } }) { $1 }
    for member in members {
      if let values = member.value.list, let steps = lists[member.name + "_T"] {
        // The steps are appended after the values: a file written in between is no fault.
        if abs(values.count - steps.count) > 1 { uneven[file, default: 0] += 1 }
        if seriesByName[member.name] == nil { add(member.name, values, steps: steps, times: [], file: file) }
      } else if !(member.name.hasSuffix("_T") && lists[String(member.name.dropLast(2))] != nil) {
        for rest in member.value.unpickled.flatMembers("info." + member.name, stopping: \.isPickled) { addOther(rest) }
      }
    }
  }

  /// Says what was left out, once a file.
  func report(on place: String, to diagnostics: DiagnosticCollector) {
    for (file, count) in malformed {
      diagnostics.warn("\(place)/\(file)", "metrics without \"steps\" and \"values\" are left out: \(count)")
    }
    for (file, count) in uneven {
      diagnostics.warn(
        "\(place)/\(file)", "metrics whose lists differ in length are read as far as the shortest list: \(count)")
    }
    for (file, count) in lost {
      diagnostics.warn(
        "\(place)/\(file)", "values that are no numbers, or have no whole number as step, are left out: \(count)")
    }
    for (file, count) in opaque {
      diagnostics.warn(
        "\(place)/\(file)", "values pickled by Python, such as tensors, cannot be read and are shown as NaN: \(count)")
    }
  }

  private mutating func add(
    _ name: String, _ values: [StructuredValue], steps: [StructuredValue], times: [StructuredValue], file: String
  ) {
    var series = MetricSeries(name: name)
    let count = min(values.count, steps.count, times.isEmpty ? Int.max : times.count)
    for index in 0..<count {
      let logged = values[index].unpickled
      // Something was logged where only Python can tell what: a value that is not known, at its step.
      if logged.isPickled { opaque[file, default: 0] += 1 }
      guard let value = logged.isPickled ? .nan : logged.flagOrNumber, let step = steps[index].unpickled.int64 else {
        lost[file, default: 0] += 1
        continue
      }
      let time = times.isEmpty ? nil : times[index].string.flatMap(TimeScanner.iso)
      series.append(step: step, time: time?.milliseconds ?? MetricSeries.noTime, value: value)
    }
    if series.count > 0 { seriesByName[name] = series }
  }

  private mutating func addOther(_ member: StructuredValue.Member) {
    switch member.value {
    case .null: return
    case .list(let items):
      guard !items.isEmpty else { return }
      records.append(MetricRecord(name: member.name, kind: .list, step: nil, time: nil, data: member.value))
    default: infoTags.append(member)
    }
  }
}
