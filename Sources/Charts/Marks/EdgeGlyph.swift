internal import Markup

/// An arrow head beyond the edge of an area, for something that lies outside.
enum EdgeGlyph {
  case up, down, left, right

  /// Writes the head at a place on the edge.
  func write(_ x: Double, _ y: Double, into writer: inout ByteCursor) {
    writer.raw("<path class=\"out\" d=\"M")
    switch self {
    case .up: write(x - 3, y - 2, "l3-4 3 4", into: &writer)
    case .down: write(x - 3, y + 2, "l3 4 3-4", into: &writer)
    case .left: write(x - 2, y - 3, "l-4 3 4 3", into: &writer)
    case .right: write(x + 2, y - 3, "l4 3-4 3", into: &writer)
    }
  }

  private func write(_ x: Double, _ y: Double, _ shape: StaticString, into writer: inout ByteCursor) {
    writer.coordinate(x)
    writer.raw(" ")
    writer.coordinate(y)
    writer.raw(shape)
    writer.raw("\"")
  }
}
