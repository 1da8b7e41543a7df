/// One line of a log as a terminal would leave it standing.
public struct TerminalLine: Sendable, Hashable {
  /// Where text of one style begins; it ends where the next run begins.
  struct Run: Sendable, Hashable {
    var start: Int
    var style: TerminalStyle
  }

  /// What is seen, as UTF-8 without control characters but tabs; at most as long as the stream keeps.
  public internal(set) var text: [UInt8] = []
  /// How many bytes the whole line has once it is resolved; more than `text` if it was cut.
  ///
  /// Beyond what is kept, the columns of a line that was overwritten count as one byte each.
  public internal(set) var length = 0
  /// How many times text was replaced by text written over it, as progress bars do.
  public internal(set) var updates = 0
  /// How many line feeds there were before it.
  public internal(set) var number = 0
  /// In the order of starts; text before the first run is plain.
  var runs: [Run] = []

  public var isCut: Bool { length > text.count }

  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    length = 0
    updates = 0
    number = 0
  }

  /// Says that what is appended next has this style.
  @inline(__always)
  mutating func begin(_ style: TerminalStyle) {
    if style == runs.last?.style ?? .plain { return }
    if let last = runs.last, last.start == text.count {
      runs[runs.count - 1].style = style
    } else {
      runs.append(Run(start: text.count, style: style))
    }
  }
}
