import Markup
import Pages
import RunModel

/// Whole series, printed value by value.
enum ValuesPrinter {
  static func json(_ lines: [MetricLine]) -> [UInt8] {
    var bytes: [UInt8] = []
    forEach(lines) { line, step, time, value in
      var json = JSONWriter(reserving: 120)
      json.beginObject()
      json.key("run")
      json.string(line.line.run)
      json.key("metric")
      json.string(line.line.metric)
      json.key("step")
      json.integer(step)
      json.key("time")
      if let time { json.string(TimeText.iso(time)) } else { json.null() }
      json.key("value")
      json.number(value)
      json.endObject()
      bytes += json.bytes + [0x0A]
    }
    return bytes
  }

  static func csv(_ lines: [MetricLine]) -> [UInt8] {
    var csv = CSVWriter()
    for head in ["run", "metric", "step", "time", "value"] { csv.cell(head) }
    csv.endRow()
    forEach(lines) { line, step, time, value in
      csv.cell(line.line.run)
      csv.cell(line.line.metric)
      csv.cell(step)
      csv.cell(time.map(TimeText.iso) ?? "")
      csv.cell(value)
      csv.endRow()
    }
    return csv.bytes
  }

  static func table(_ lines: [MetricLine]) -> [UInt8] {
    var table = TextTable(heads: ["metric", "time", "step", "value"], textColumns: 2)
    forEach(lines) { line, step, time, value in
      table.add([line.line.metric, time.map(TimeText.iso) ?? "", String(step), NumberText.exact(value)])
    }
    return table.bytes
  }

  private static func forEach(
    _ lines: [MetricLine], _ body: (MetricLine, _ step: Int64, _ time: Int64?, _ value: Double) -> Void
  ) {
    for line in lines {
      guard let series = line.values else { continue }
      for index in series.values.indices {
        let time = series.times[index]
        body(line, series.steps[index], time == MetricSeries.noTime ? nil : time, series.shown(series.values[index]))
      }
    }
  }
}
