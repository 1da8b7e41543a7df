import FileAccess
import RunModel

/// Reads the numbers of a training log in one pass, holding nothing but the series.
struct CSVSeriesReader {
  /// What was met on the way, each counted, with the first line it was met in.
  struct Findings {
    struct Count {
      var count = 0
      var firstLine = 0

      mutating func add(_ line: Int) {
        if count == 0 { firstLine = line }
        count += 1
      }
    }

    /// Rows with fewer or more cells than the header has names.
    var ragged = Count()
    /// Cells with text in columns with numbers.
    var text = Count()
    /// The first of them.
    var textExample: (column: String, text: String)?
    /// Rows whose step is no whole number.
    var stepless = Count()
    /// Rows with a smaller step than the row before.
    var backward = Count()
    var repeatedHeader = Count()
    var openQuoteLine: Int?
    /// Columns with text and no number.
    var textColumns: [String] = []
    /// The line of a last row that is cut short.
    var cutLine: Int?
    /// Why the file could not be read to its end.
    var failure: String?
  }

  private struct Column {
    let place: Int
    let name: String
    var values: [Double] = []
    /// Of its own only once the column has a gap; until then those of the rows.
    var steps: [Int64]?
    var times: [Int64] = []
    var text = Findings.Count()
    var textExample = ""
  }

  private let head: CSVHead
  private let layout: CSVLayout
  private var columns: [Column]
  /// Of each row.
  private var steps: [Int64] = []
  private var times: [Int64] = []
  private(set) var findings = Findings()

  init(_ head: CSVHead, _ layout: CSVLayout) {
    self.head = head
    self.layout = layout
    var names = UniqueNames()
    columns = head.names.indices.compactMap { index in
      guard index != layout.stepColumn, index != layout.timeColumn, !layout.leftOut.contains(index) else { return nil }
      return Column(place: index, name: names.unique(head.names[index]))
    }
  }

  var earliestTime: Int64? { times.lazy.filter { $0 != MetricSeries.noTime }.min() }
  var latestTime: Int64? { times.lazy.filter { $0 != MetricSeries.noTime }.max() }

  /// Reads a file; what was read before a failure stays.
  mutating func read(_ path: String) {
    do {
      let rows = try CSVRowReader(try FileReader(path, followingLinks: false), separator: head.separator)
      // Text whose end fits the blocks it is written in may be the beginning of more.
      let endsInBlock = FileBytes.version(of: path).map { $0.size % 4096 == 0 } ?? false
      while try rows.next() {
        if rows.line <= head.headerLine { continue }
        if rows.isCut, endsInBlock || rows.cells.count < head.names.count {
          findings.cutLine = rows.line
          break
        }
        take(rows)
      }
      findings.openQuoteLine = rows.openQuoteLine
    } catch {
      findings.failure = error.reason
    }
    close()
  }

  private mutating func take(_ rows: CSVRowReader) {
    let cells = rows.cells
    let bytes = rows.bytes
    if CSVHead.isHeader(rows, head.names) {
      findings.repeatedHeader.add(rows.line)
      return
    }
    if cells.count != head.names.count, !head.isCut, !isPadded(cells) { findings.ragged.add(rows.line) }
    steps.append(step(cells, bytes, line: rows.line))
    times.append(time(cells, bytes))
    let row = steps.count - 1
    for index in columns.indices {
      let place = columns[index].place
      guard place < cells.count else { break }
      switch CSVValue(cells[place], in: bytes) {
      case .missing: continue
      case .number(let value, _): add(value, to: index, row: row)
      case .text:
        if columns[index].text.count == 0 { columns[index].textExample = String(rows.text(cells[place]).prefix(40)) }
        columns[index].text.add(rows.line)
      }
    }
  }

  /// Whether what a row has beyond the header is empty, as after a separator at the end of each line.
  private func isPadded(_ cells: [CSVRowReader.Cell]) -> Bool {
    cells.count > head.names.count && cells[head.names.count...].allSatisfy { $0.end == $0.start }
  }

  @inline(__always)
  private mutating func add(_ value: Double, to index: Int, row: Int) {
    if columns[index].steps == nil, columns[index].values.count < row {
      let count = columns[index].values.count
      columns[index].steps = Array(steps[..<count])
      columns[index].times = Array(times[..<count])
    }
    columns[index].values.append(value)
    if columns[index].steps != nil {
      columns[index].steps?.append(steps[row])
      columns[index].times.append(times[row])
    }
  }

  /// The row's step; that of the row before where it has none.
  private mutating func step(_ cells: [CSVRowReader.Cell], _ bytes: UnsafeBufferPointer<UInt8>, line: Int) -> Int64 {
    guard let column = layout.stepColumn else { return Int64(steps.count) }
    guard column < cells.count, let step = CSVValue(cells[column], in: bytes).step else {
      findings.stepless.add(line)
      return steps.last ?? 0
    }
    if let last = steps.last, step < last { findings.backward.add(line) }
    return step
  }

  private func time(_ cells: [CSVRowReader.Cell], _ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
    if let column = layout.timeColumn, column < cells.count {
      let cell = cells[column]
      return CSVTime.milliseconds(CSVValue(cell, in: bytes), cell, in: bytes) ?? MetricSeries.noTime
    }
    if let start = layout.start, let column = layout.elapsedColumn, column < cells.count,
      case .number(let elapsed, _) = CSVValue(cells[column], in: bytes)
    {
      return TimeScanner.seconds(start + elapsed)?.milliseconds ?? MetricSeries.noTime
    }
    return MetricSeries.noTime
  }

  private mutating func close() {
    for column in columns where column.text.count > 0 {
      guard !column.values.isEmpty else {
        findings.textColumns.append(column.name)
        continue
      }
      if findings.text.count == 0 || column.text.firstLine < findings.text.firstLine {
        findings.text.firstLine = column.text.firstLine
        findings.textExample = (column.name, column.textExample)
      }
      findings.text.count += column.text.count
    }
  }

  /// The series that hold a value, by name.
  var series: [MetricSeries] {
    columns.filter { !$0.values.isEmpty }.map { column in
      let count = column.values.count
      // A column without gaps shares the steps of the rows with all others.
      let isWhole = count == steps.count
      return MetricSeries(
        name: column.name, steps: column.steps ?? (isWhole ? steps : Array(steps[..<count])),
        times: column.steps == nil ? (isWhole ? times : Array(times[..<count])) : column.times, values: column.values)
    }.sorted { NameOrder.precedes($0.name, $1.name) }
  }
}
