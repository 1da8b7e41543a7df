import Markup
import RunTables

/// Values of columns as tables write them.
struct CellText {
  let view: ExperimentView

  func text(_ value: CellValue, in key: ColumnKey) -> String {
    switch (value, key) {
    case (.text(let text), _): text
    case (.number(let number), .fact(.duration)): TimeText.duration(milliseconds: CellText.whole(number * 1000))
    case (.number(let number), .fact): TimeText.minute(CellText.whole(number))
    case (.number(let number), _): format(of: key)?.text(number) ?? NumberText.rounded(number)
    }
  }

  /// How numbers of a column are rounded; nil for what is no metric.
  func format(of key: ColumnKey) -> ColumnFormat? {
    guard case .metric(let name, let aggregate) = key else { return nil }
    return view.anyMetric(named: name)?.format(of: aggregate)
  }

  /// The day of a moment: `2026-11-23`.
  static func date(_ milliseconds: Double) -> String { String(TimeText.minute(whole(milliseconds)).prefix(10)) }

  private static func whole(_ number: Double) -> Int64 { Int64(exactly: number.rounded()) ?? 0 }
}
