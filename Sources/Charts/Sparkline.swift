public import Markup

/// The course of a series as a small line without axes, for a table cell.
public struct Sparkline: Sendable {
  private static let size = (width: 72.0, height: 18.0)
  /// More columns than this are not told apart at its size, and each costs bytes in every row.
  private static let columns = 36.0

  private let segments: [[ChartPoint]]

  /// - Parameter segments: as in `ChartSeries`.
  public init(segments: [[ChartPoint]]) {
    self.segments = segments.flatMap { $0.split { !$0.isDrawable }.map(Array.init) }
  }

  /// Writes the `svg` element, hidden from screen readers: the numbers beside it say more.
  public func write(into writer: inout MarkupWriter) {
    let points = segments.joined()
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let least = points.map(\.mid).min(),
      let greatest = points.map(\.mid).max()
    else { return }
    let x = LinearScale(spanning: left, right)
    let y = LinearScale(fitting: least, greatest)
    writer.write(atMost: 100 + 16 * points.count) { cursor in
      cursor.raw("<svg class=spark width=72 height=18 aria-hidden=true><path d=\"")
      var path = PathWriter()
      for segment in segments {
        for (index, point) in columns(segment, x).enumerated() {
          let across = 1 + x.fraction(point.x) * (Self.size.width - 2)
          let down = 1 + (1 - y.fraction(point.mid)) * (Self.size.height - 2)
          if index == 0 { path.move(across, down, into: &cursor) } else { path.line(across, down, into: &cursor) }
        }
      }
      path.flush(into: &cursor)
      cursor.raw("\"/></svg>")
    }
  }

  private func columns(_ segment: [ChartPoint], _ x: LinearScale) -> [ChartPoint] {
    var merged = segment
    ColumnMerge.merge(
      &merged, x: .linear(x), area: PlotArea(left: 0, right: Self.columns, top: 0, bottom: 1), columnWidth: 1)
    return merged
  }
}
