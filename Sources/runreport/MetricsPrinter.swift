import Analysis
import Markup
import Pages

/// The aggregates of series, printed.
enum MetricsPrinter {
  static func json(_ lines: [MetricLine]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
      var json = JSONWriter(reserving: 400)
      line.line.write(to: &json)
      bytes += json.bytes + [0x0A]
    }
    return bytes
  }

  static func csv(_ lines: [MetricLine]) -> [UInt8] {
    var csv = CSVWriter()
    for head in [
      "experiment", "experiment_id", "run", "run_name", "metric", "count", "first", "last", "min", "max", "mean",
      "min_step", "max_step", "last_step", "non_finite",
    ] { csv.cell(head) }
    csv.endRow()
    for line in lines {
      let summary = line.line.summary
      csv.cell(line.line.experiment)
      csv.cell(line.line.experimentID)
      csv.cell(line.line.run)
      csv.cell(line.line.runName)
      csv.cell(line.line.metric)
      csv.cell(Int64(summary.count))
      csv.cell(summary.first)
      csv.cell(summary.last)
      csv.cell(summary.min?.value)
      csv.cell(summary.max?.value)
      csv.cell(summary.mean)
      csv.cell(summary.min?.step)
      csv.cell(summary.max?.step)
      csv.cell(summary.lastStep)
      csv.cell(Int64(summary.nonFiniteCount))
      csv.endRow()
    }
    return csv.bytes
  }

  static func table(_ lines: [MetricLine]) -> [UInt8] {
    var table = TextTable(
      heads: ["experiment", "run", "metric", "count", "first", "last", "min", "max", "mean"], textColumns: 3)
    for line in lines {
      let summary = line.line.summary
      let name = line.line.runName.isEmpty ? line.line.run : line.line.runName
      let numbers = [summary.first, summary.last, summary.min?.value, summary.max?.value, summary.mean]
      table.add(
        [line.line.experiment, name, line.line.metric, NumberText.grouped(summary.count)]
          + numbers.map { $0.map(NumberText.rounded) ?? "" })
    }
    return table.bytes
  }
}
