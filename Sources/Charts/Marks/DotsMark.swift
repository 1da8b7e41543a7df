internal import Markup

/// A dot for each run.
struct DotsMark {
  /// With more dots than this only the emphasised have a name that the pointer shows; a hundred bytes each.
  static let hoverLimit = 200

  struct Dot: Sendable {
    var run: ChartRun
    var x: Double
    var y: Double
    /// The edge it lies beyond, where it stands instead.
    var edge: EdgeGlyph?
    var hover: String
  }

  /// The first lies above the later ones.
  let dots: [Dot]

  func write(into writer: inout ByteCursor) {
    let ordered = ChartRun.order(dots, \.run)
    let isCrowded = dots.count > Self.hoverLimit
    if isCrowded { writeCrowd(ordered.filter { !$0.run.isEmphasised && $0.edge == nil }, into: &writer) }
    for dot in ordered where !isCrowded || dot.run.isEmphasised || dot.edge != nil {
      DrawingMark.openGroup(dot.run, hover: dot.hover, into: &writer)
      if let edge = dot.edge {
        edge.write(dot.x, dot.y, into: &writer)
        writer.raw("/>")
      } else {
        writer.raw("<path class=\"dots\" d=\"")
        var path = PathWriter()
        path.dot(dot.x, dot.y, into: &writer)
        writer.raw("\"/>")
      }
      writer.raw("</g>\n")
    }
  }

  /// One path for each colour.
  private func writeCrowd(_ dots: [Dot], into writer: inout ByteCursor) {
    for colour in 0..<SeriesStyle.colours {
      let group = dots.filter { $0.run.style.colour == colour }
      guard !group.isEmpty else { continue }
      writer.raw("<g class=\"s c")
      writer.integer(colour)
      writer.raw("\" fill=\"none\" stroke=\"currentColor\"><path class=\"dots\" d=\"")
      var path = PathWriter()
      for dot in group { path.dot(dot.x, dot.y, into: &writer) }
      writer.raw("\"/></g>\n")
    }
  }
}
