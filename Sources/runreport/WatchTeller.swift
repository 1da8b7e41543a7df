import Diagnostics
import Markup
import Publishing
import RunModel

/// Tells a person what a watcher does: a line a build, and each warning once.
final class WatchTeller {
  private let shared: SharedOptions
  private let place: String
  private let closing: String
  private let every: Double
  private let line: ProgressLine
  private var isFirst = true
  private var wasLive = false
  private var known: Set<Diagnostic> = []
  private var remarks: Set<String> = []

  /// - Parameters:
  ///   - place: where the site is opened: a file or an address.
  ///   - closing: a sentence behind the first build.
  init(_ shared: SharedOptions, place: String, closing: String, every: Double) {
    self.shared = shared
    self.place = place
    self.closing = closing
    self.every = every
    line = ProgressLine(isQuiet: shared.quiet || !Terminal.isInteractive)
  }

  /// Drawn while a build goes on, on a terminal.
  var progress: Progress { line.progress }

  func tell(_ event: WatchEvent) {
    line.clear()
    switch event {
    case .built(let summary, let seconds):
      guard !shared.quiet else { return }
      let new = summary.diagnostics.filter { !known.contains($0) }
      known = Set(summary.diagnostics)
      DiagnosticReport(isQuiet: false, isVerbose: shared.verbose).tell(new)
      for remark in summary.remarks where remarks.insert(remark).inserted {
        Terminal.error("note: \(Terminal.printable(remark))")
      }
      Terminal.error(
        isFirst
          ? ClosingLine.text(summary, seconds: seconds, place: place) + "\n" + closing
          : "\(moment) \(changes(summary)), \(NumberText.fixed(seconds, decimals: 1)) s")
      isFirst = false
      wasLive = !summary.livePages.isEmpty
    case .failed(let error):
      Terminal.error("error: \(WatchTeller.reason(error)); the site stays as it was, trying again")
    case .waiting(let error):
      Terminal.error("note: waiting for a store: \(WatchTeller.reason(error))")
    case .settings:
      if !shared.quiet { Terminal.error("note: the settings changed; the site is built by the new ones") }
    case .settingsFailed(let error):
      SettingsFile.tell(error)
      Terminal.error("note: the settings stay as they were until that is mended")
    case .note(let text):
      if !shared.quiet {
        Terminal.error("note: looking every \(NumberText.rounded(every)) s: \(Terminal.printable(text))")
      }
    }
  }

  /// Why a build failed, without what was looked for, which stands in the lines below the first one.
  private static func reason(_ error: any Error) -> String {
    Terminal.printable("\(error)".split(separator: "\n").first.map(String.init) ?? "")
  }

  private func changes(_ summary: BuildSummary) -> String {
    let read = summary.runsRead == 1 ? "1 run read" : "\(NumberText.grouped(summary.runsRead)) runs read"
    let files = "\(NumberText.grouped(summary.written)) of \(NumberText.grouped(summary.files)) files changed"
    let live = wasLive && summary.livePages.isEmpty ? ", no run is live any more" : ""
    return read + ", " + files + (summary.removed > 0 ? ", \(NumberText.grouped(summary.removed)) removed" : "") + live
  }

  /// The time of day, in UTC as on the pages.
  private var moment: String { String(TimeText.iso(Terminal.wallClock).dropFirst(11).prefix(8)) }
}
