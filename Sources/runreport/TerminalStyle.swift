import Analysis
import RunModel

/// Colours on a terminal, plain text elsewhere.
struct TerminalStyle {
  var isColoured: Bool

  /// Colours only on a person's screen, and not where NO_COLOR is set (https://no-color.org).
  static var standardOutput: TerminalStyle {
    TerminalStyle(isColoured: Terminal.isScreen(1) && (Terminal.environment("NO_COLOR") ?? "").isEmpty)
  }

  static var standardError: TerminalStyle {
    TerminalStyle(isColoured: Terminal.isScreen(2) && (Terminal.environment("NO_COLOR") ?? "").isEmpty)
  }

  /// Colours of the terminal's own palette, which its user chose to be readable.
  private enum Code {
    static let bold = "1"
    static let quiet = "2"
    static let red = "31"
    static let green = "32"
    static let yellow = "33"
    static let blue = "34"
  }

  func strong(_ text: String) -> String { wrapped(text, Code.bold) }

  func quiet(_ text: String) -> String { wrapped(text, Code.quiet) }

  /// A run's status as a word in its colour.
  func word(_ state: RunState) -> String { coloured(TerminalStyle.plainWord(state), as: state) }

  /// A text in the colour of a status.
  func coloured(_ text: String, as state: RunState) -> String {
    switch state {
    case .stale: wrapped(text, Code.yellow)
    case .reported(.completed): wrapped(text, Code.green)
    case .reported(.failed): wrapped(text, Code.red)
    case .reported(.canceled): wrapped(text, Code.yellow)
    case .reported(.running): wrapped(text, Code.blue)
    case .reported: text
    }
  }

  static func plainWord(_ state: RunState) -> String {
    switch state {
    case .reported(let status): status.rawValue
    case .stale: "stale"
    }
  }

  private func wrapped(_ text: String, _ code: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
