/// How a terminal shows a character: colours and emphasis.
public struct TerminalStyle: Sendable, Hashable {
  public struct Emphasis: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Emphasis(rawValue: 1)
    public static let faint = Emphasis(rawValue: 2)
    public static let italic = Emphasis(rawValue: 4)
    public static let underline = Emphasis(rawValue: 8)
    public static let inverse = Emphasis(rawValue: 16)
    public static let strike = Emphasis(rawValue: 32)
  }

  public var foreground = TerminalColour.standard
  public var background = TerminalColour.standard
  public var emphasis: Emphasis = []

  public init() {}

  public static let plain = TerminalStyle()

  /// Whether a space in this style can be seen.
  var showsSpaces: Bool {
    background != .standard || !emphasis.isDisjoint(with: [.underline, .inverse, .strike])
  }
}
