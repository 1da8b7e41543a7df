internal import Markup

/// The last value of a line, written at its end.
struct EndLabel: Sendable, Hashable {
  /// Labels are at least this far from each other.
  static let distance = 11.0
  /// How far a label may stand from its line's end to make room for it.
  private static let shifts: [Double] = [0, -3, 3, -6, 6]
  /// How far left of the right edge a line may end and still have a label.
  private static let reach = 8.0

  var text: String
  var colour: Int
  var x: Double
  /// The middle of the text.
  var y: Double

  /// Labels where they fit, the emphasised and then the first series first; the others have none.
  static func place(_ series: [PreparedSeries], x: PlaceScale, y: HeightScale, area: PlotArea) -> [EndLabel] {
    var labels: [EndLabel] = []
    for index in PreparedSeries.fromFront(series) {
      guard let last = series[index].last, let text = series[index].lastText,
        let end = series[index].segments.last?.last
      else { continue }
      guard area.x(x.fraction(end.x)) >= area.right - reach else { continue }
      let level = area.y(y.fraction(last))
      for shift in shifts {
        let middle = min(max(level + shift, area.top), area.bottom - 4)
        guard labels.allSatisfy({ ($0.y - middle).magnitude >= distance }) else { continue }
        labels.append(.init(text: text, colour: series[index].style.colour, x: area.right + 6, y: middle))
        break
      }
    }
    return labels
  }

  func write(into writer: inout ByteCursor) { TextMark.write(text, x, y + 4, colour: colour, into: &writer) }
}
