import Diagnostics
import Digests
import FileAccess
import Masking
import Pages
import RunModel
import Synchronization

/// The door between one job and the disk; it remembers what went through it.
///
/// A job may share its work with other threads, which all come through this door.
final class JobOutput: SiteJob.Output {
  struct State {
    var files: [JobRecord.File] = []
    var isIncomplete = false
    var counted = JobTally()
    /// What was masked in files of runs, by their paths: some are read more than once.
    var masked: [String: MaskCounts] = [:]
    /// The folder the last file waits in.
    var place: OpenFolder?
    /// What was asked for before its turn.
    var fetched: [String: [UInt8]] = [:]
  }

  let folder: OutputFolder
  let diagnostics: DiagnosticCollector
  let masker: Masker
  let state = Mutex(State())
  /// Where files of runs are read from, by their paths, once they were looked at; one look at a time.
  let sources = Mutex<[String: ReadableFile]>([:])

  /// Files of at most this many bytes are fetched before their turn.
  private static let fetchLimit = 1 << 16

  init(folder: OutputFolder, diagnostics: DiagnosticCollector, masker: Masker = Masker()) {
    self.folder = folder
    self.diagnostics = diagnostics
    self.masker = masker
  }

  /// What was made, in the order of paths.
  var files: [JobRecord.File] { state.withLock { $0.files.sorted { $0.path < $1.path } } }

  /// Whether something could not be had: the job must be done again by the next build.
  var isIncomplete: Bool { state.withLock { $0.isIncomplete } }

  /// What the job left out of what it made.
  var tally: JobTally {
    state.withLock { state in
      var tally = state.counted
      for counts in state.masked.values { tally.masked.add(counts) }
      return tally
    }
  }

  func count(_ tally: JobTally) { state.withLock { $0.counted.add(tally) } }

  // MARK: Files of the site

  /// Makes a file, beside the last one if that is in the same folder.
  func make<Failure: Error>(
    _ body: (inout OpenFolder?) throws(Failure) -> JobRecord.File
  ) throws(Failure) {
    // Threads may make files at once, and what makes one may make others: nothing is locked meanwhile.
    var place = state.withLock { $0.place }
    let file = try body(&place)
    state.withLock { state in
      state.files.append(file)
      state.place = place
    }
  }

  func put(_ bytes: [UInt8], at path: String) throws {
    try make { place throws(FileFailure) in try folder.put(bytes, at: path, in: &place) }
  }

  func stream(to path: String, _ body: (_ append: (inout [UInt8]) throws -> Void) throws -> Void) throws {
    try make { place throws(any Error) in try folder.stream(to: path, in: &place, body) }
  }

  func duplicate(_ made: String, at path: String) throws {
    try make { place throws(FileFailure) in try folder.duplicate(made, at: path, in: &place) }
  }

  func prepareToReread(_ paths: [String]) {
    let fetched = Mutex([String: [UInt8]](minimumCapacity: paths.count))
    let share = 16
    folder.pool.help((paths.count + share - 1) / share) { [folder] part in
      for path in paths[(part * share)..<min(paths.count, (part + 1) * share)] {
        // A larger one, or one that cannot be read, waits for its turn.
        guard let bytes = try? FileBytes.read(folder.location(of: path), limit: JobOutput.fetchLimit) else { continue }
        fetched.withLock { $0[path] = bytes }
      }
    }
    let all = fetched.withLock { $0 }
    state.withLock { $0.fetched = all }
  }

  func reread(_ path: String, _ body: (Span<UInt8>) throws -> Void) throws {
    if let bytes = state.withLock({ $0.fetched[path] }) { return try body(bytes.span) }
    let reader = try FileReader(folder.location(of: path))
    while true {
      let piece = try reader.next()
      if piece.isEmpty { return }
      try body(piece.span)
    }
  }

  func share(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let failure = Mutex<(any Error)?>(nil)
    folder.pool.help(count) { number in
      do {
        if failure.withLock({ $0 == nil }) { try body(number) }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
