import Analysis
import Markup

/// How many runs are in which state, as one line: `✓ 21 completed  ✕ 1 failed`.
struct StatusCounts: Sendable {
  private var counts: [String: Int] = [:]
  /// Whether a run is under way, or is to be.
  private(set) var hasRunsUnderWay = false

  init(_ states: some Sequence<RunState>) {
    for state in states {
      counts[state.word, default: 0] += 1
      hasRunsUnderWay = hasRunsUnderWay || state.isUnderWay
    }
  }

  func write(to writer: inout MarkupWriter) {
    for word in RunState.words {
      guard let count = counts[word] else { continue }
      writer.raw("<span class=\"s ")
      writer.safe(word)
      writer.raw("\">")
      writer.safe(NumberText.grouped(count))
      writer.raw(" ")
      writer.safe(word)
      writer.raw("</span> ")
    }
  }
}
