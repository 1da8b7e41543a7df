/// A colour of the terminal as pages know it: one of a few classes, whose tones the stylesheet decides.
///
/// The sixteen named colours keep their names. The 256-colour palette and true colour are brought to twelve
/// hues and four greys: a page in light and in dark cannot show sixteen million colours and keep all of them
/// readable, and the hue is what carries the meaning.
public struct TerminalColour: Sendable, Hashable {
  /// 0 for the page's own colour, 1…16 for the named ones, 17…28 for hues.
  let code: UInt8

  /// The page's own colour.
  public static let standard = TerminalColour(code: 0)

  private init(code: UInt8) { self.code = code }

  /// One of the sixteen named colours: black, red, green, yellow, blue, magenta, cyan, white, and the same bright.
  public static func named(_ number: Int) -> TerminalColour {
    TerminalColour(code: UInt8(min(max(number, 0), 15)) + 1)
  }

  /// One of twelve hues, 30 degrees apart, red first.
  public static func hue(_ number: Int) -> TerminalColour {
    TerminalColour(code: UInt8(min(max(number, 0), 11)) + 17)
  }

  /// A colour of xterm's palette: sixteen names, a cube of 6 × 6 × 6, 24 greys; nil beyond 255.
  public init?(palette number: Int) {
    switch number {
    case 0..<16: self = .named(number)
    case 16..<232:
      let levels = [0, 95, 135, 175, 215, 255]
      let place = number - 16
      self.init(red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6])
    case 232..<256:
      let level = 8 + 10 * (number - 232)
      self.init(red: level, green: level, blue: level)
    default: return nil
    }
  }

  /// The class nearest to a colour; each part from 0 to 255, others are brought into that range.
  public init(red: Int, green: Int, blue: Int) {
    let (red, green, blue) = (min(max(red, 0), 255), min(max(green, 0), 255), min(max(blue, 0), 255))
    let most = max(red, green, blue)
    let chroma = most - min(red, green, blue)
    // Less than a sixth of full colour has no hue to speak of.
    guard chroma >= 42 else {
      self = .named(most < 48 ? 0 : most < 136 ? 8 : most < 212 ? 7 : 15)
      return
    }
    // The hue in degrees, as of HSV.
    let degrees =
      if most == red { 60 * (green - blue) / chroma } else if most == green {
        120 + 60 * (blue - red) / chroma
      } else { 240 + 60 * (red - green) / chroma }
    self = .hue((degrees + 360 + 15) / 30 % 12)
  }
}
