/// How a line is told from the others: a colour, and a dash as second channel.
///
/// Both are classes; the colours themselves are the variables `--c0` … `--c7` of the style sheet, one set for
/// light and one for dark.
public struct SeriesStyle: Sendable, Hashable {
  public static let colours = 8
  public static let dashes = 4

  /// 0 to 7, an index into the palette.
  public let colour: Int
  /// 0 to 3: solid, dashed, dotted, dash and dot.
  public let dash: Int

  /// Numbers outside the palette start over at its beginning.
  public init(colour: Int, dash: Int) {
    self.colour = ((colour % Self.colours) + Self.colours) % Self.colours
    self.dash = ((dash % Self.dashes) + Self.dashes) % Self.dashes
  }

  /// The classes that draw it: `c3 d0`.
  public var classes: String { "c\(colour) d\(dash)" }
}
