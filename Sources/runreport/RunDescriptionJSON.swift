import Analysis
import Digests
import Markup
import Publishing
import RunModel

/// `runreport show --json`: a run as one object.
enum RunDescriptionJSON {
  static func bytes(of report: RunDescription) -> [UInt8] {
    let header = report.digest.header
    var json = JSONWriter(reserving: 4000)
    json.beginObject()
    json.member("id", header.id)
    json.member("name", header.displayName)
    json.key("experiment")
    json.beginObject()
    json.member("id", report.experiment.id)
    json.member("name", report.experiment.name)
    json.endObject()
    json.member("store", report.storeLocation)
    write(header.status, report.state, to: &json)
    json.member("status_text", header.statusText)
    json.member("start", header.start)
    json.member("end", header.end)
    json.member("last_sign", report.digest.lastSign)
    json.key("duration_seconds")
    if let duration = report.digest.duration { json.number(Double(duration) / 1000) } else { json.null() }
    json.member("kind", header.kind.rawValue)
    json.member("user", header.user)
    json.member("compute_target", header.computeTarget)
    json.key("node_count")
    if let count = header.nodeCount { json.integer(Int64(count)) } else { json.null() }
    json.member("script", header.script)
    json.member("parent", header.parent)
    writeChildren(of: report, to: &json)
    json.member("parameters", header.parameters)
    json.member("tags", header.tags)
    writeMetrics(of: report, to: &json)
    json.member("primary_metric", header.primaryMetric ?? report.experiment.primaryMetric)
    json.member("main_log", report.mainLog?.path)
    json.member("error", header.error)
    json.member("page", report.page)
    json.endObject()
    return json.bytes + [0x0A]
  }

  private static func write(_ status: RunStatus, _ state: RunState, to json: inout JSONWriter) {
    json.member("status", status.rawValue)
    json.key("stale")
    if case .stale = state { json.bool(true) } else { json.bool(false) }
  }

  private static func writeChildren(of report: RunDescription, to json: inout JSONWriter) {
    json.key("children")
    json.beginList()
    for child in report.children {
      json.beginObject()
      json.member("id", child.id)
      json.member("name", RunHeader.displayName(name: child.name, id: child.id))
      write(child.status, child.state, to: &json)
      json.endObject()
    }
    json.endList()
  }

  private static func writeMetrics(of report: RunDescription, to json: inout JSONWriter) {
    json.key("metrics")
    json.beginObject()
    for series in report.digest.series where series.summary.count > 0 {
      let summary = series.summary
      json.key(text: series.name)
      json.beginObject()
      json.key("count")
      json.integer(Int64(summary.count))
      let numbers: [(StaticString, Double?)] = [
        ("first", summary.first), ("last", summary.last), ("min", summary.min?.value), ("max", summary.max?.value),
        ("mean", summary.mean),
      ]
      for (name, number) in numbers {
        json.key(name)
        if let number { json.number(number) } else { json.null() }
      }
      let steps: [(StaticString, Int64?)] = [
        ("min_step", summary.min?.step), ("max_step", summary.max?.step), ("last_step", summary.lastStep),
      ]
      for (name, step) in steps {
        json.key(name)
        if let step { json.integer(step) } else { json.null() }
      }
      json.key("non_finite")
      json.integer(Int64(summary.nonFiniteCount))
      json.endObject()
    }
    json.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: StaticString, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  fileprivate mutating func member(_ name: StaticString, _ moment: Timestamp?) {
    member(name, moment.map { TimeText.iso($0.milliseconds) })
  }

  fileprivate mutating func member(_ name: StaticString, _ values: [NamedValue]) {
    key(name)
    beginObject()
    for value in values {
      key(text: value.name)
      string(value.value)
    }
    endObject()
  }
}
