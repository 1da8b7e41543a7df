import Synchronization

/// Gathers diagnostics from every thread, so that they are sorted and told once.
///
/// A hostile file may hold a million bad lines: of each file only the first `limitPerFile` problems are
/// kept, and the rest are counted in one more.
public final class DiagnosticCollector: Sendable {
  private struct State {
    var kept: Set<Diagnostic> = []
    var countByFile: [String: Int] = [:]
    /// What was not kept: how many problems of a file, and how bad the worst of them is.
    var cut: [String: (count: Int, worst: Diagnostic.Severity)] = [:]
  }

  private let state = Mutex(State())
  private let limitPerFile: Int

  public init(limitPerFile: Int = 20) {
    self.limitPerFile = limitPerFile
  }

  /// Adds one problem.
  public func add(_ diagnostic: Diagnostic) {
    state.withLock { state in
      guard let file = diagnostic.file else {
        state.kept.insert(diagnostic)
        return
      }
      let count = state.countByFile[file, default: 0]
      if count < limitPerFile {
        if state.kept.insert(diagnostic).inserted { state.countByFile[file] = count + 1 }
      } else if !state.kept.contains(diagnostic) {
        let cut = state.cut[file] ?? (0, .note)
        state.cut[file] = (cut.count + 1, max(cut.worst, diagnostic.severity))
      }
    }
  }

  /// Adds a warning about a file, and about a line in it where one is given.
  public func warn(_ file: String?, line: Int? = nil, _ message: String) {
    add(Diagnostic(.warning, file: file, line: line, message))
  }

  /// Adds a note: something a reader should know that cost nothing.
  public func note(_ file: String?, line: Int? = nil, _ message: String) {
    add(Diagnostic(.note, file: file, line: line, message))
  }

  /// Everything gathered so far, sorted by file and line.
  public var sorted: [Diagnostic] {
    let (kept, cut) = state.withLock { ($0.kept, $0.cut) }
    let more = cut.map { file, cut in
      Diagnostic(cut.worst, file: file, line: Int.max, "\(cut.count) more problems in this file are not listed")
    }
    return (Array(kept) + more).sorted().map { diagnostic in
      var shown = diagnostic
      if shown.line == Int.max { shown.line = nil }
      return shown
    }
  }

  /// How many warnings were gathered, those that are not listed included.
  public var warningCount: Int {
    sorted.count { $0.severity == .warning }
  }
}
