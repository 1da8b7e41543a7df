import Markup

/// What the lines before decide about those that follow.
struct LogState: Sendable, Hashable {
  var style = TerminalStyle.plain
  var judge = LogJudge()
}
