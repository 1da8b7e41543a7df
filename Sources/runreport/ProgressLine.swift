import Markup
import Publishing
import Synchronization

/// Shows how far a long command is: a bar on a terminal, a line a phase elsewhere.
final class ProgressLine: Sendable {
  private struct State {
    var phase: Progress.Phase?
    var lastDrawn = 0.0
    var isDrawn = false
  }

  private let isQuiet: Bool
  private let state = Mutex(State())

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
  }

  var progress: Progress {
    Progress { [self] phase, done, total in show(phase, done, total) }
  }

  /// Removes the bar, so that what is said next has the line to itself.
  func clear() {
    state.withLock { state in
      if state.isDrawn { Terminal.write("\r\u{1B}[K", to: 2) }
      state.isDrawn = false
    }
  }

  private func show(_ phase: Progress.Phase, _ done: Int, _ total: Int) {
    guard !isQuiet else { return }
    state.withLock { state in
      if !Terminal.isInteractive {
        guard state.phase != phase else { return }
        state.phase = phase
        guard phase != .listing else { return }
        Terminal.error("\(phase.rawValue.lowercased()): \(NumberText.grouped(total))")
        return
      }
      state.phase = phase
      let now = Terminal.seconds
      guard now - state.lastDrawn > 0.05 || done == total else { return }
      state.lastDrawn = now
      state.isDrawn = true
      Terminal.write(bar(phase, done, total), to: 2)
    }
  }

  private func bar(_ phase: Progress.Phase, _ done: Int, _ total: Int) -> String {
    let count = "\(NumberText.grouped(done))/\(NumberText.grouped(total))"
    let room = min(32, max(0, Terminal.width - phase.rawValue.count - count.count - 8))
    let filled = total > 0 ? min(room, room * done / total) : 0
    let drawn = String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled)
    return "\r\(phase.rawValue) \(drawn) \(count)\u{1B}[K"
  }
}
