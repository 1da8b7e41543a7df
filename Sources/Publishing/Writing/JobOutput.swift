import Diagnostics
import Digests
import FileAccess
import Pages
import RunModel
import Synchronization

/// The door between one job and the disk; it remembers what went through it.
final class JobOutput: SiteJob.Output {
  private let folder: OutputFolder
  private let diagnostics: DiagnosticCollector
  private let state = Mutex(State())

  private struct State {
    var files: [JobRecord.File] = []
    var isIncomplete = false
    /// What was asked for before its turn.
    var fetched: [String: [UInt8]] = [:]
  }

  /// Files of at most this many bytes are fetched before their turn.
  private static let fetchLimit = 1 << 16

  init(folder: OutputFolder, diagnostics: DiagnosticCollector) {
    self.folder = folder
    self.diagnostics = diagnostics
  }

  /// What was made, in the order of paths.
  var files: [JobRecord.File] { state.withLock { $0.files.sorted { $0.path < $1.path } } }

  /// Whether something could not be had: the job must be done again by the next build.
  var isIncomplete: Bool { state.withLock { $0.isIncomplete } }

  private func enter(_ file: JobRecord.File) {
    state.withLock { $0.files.append(file) }
  }

  func put(_ bytes: [UInt8], at path: String) throws {
    enter(try folder.put(bytes, at: path))
  }

  func stream(to path: String, _ body: (_ append: (inout [UInt8]) throws -> Void) throws -> Void) throws {
    enter(try folder.stream(to: path, body))
  }

  /// A file that vanished or cannot be read since it was listed costs itself, not the build.
  func copy(_ file: RunFile, to path: String, shownAs shown: String) throws {
    let failure: FileFailure
    do {
      if file.pieces.isEmpty {
        enter(try folder.copy(file.location, size: file.size, to: path))
      } else {
        try copyPieces(of: file, to: path)
      }
      return
    } catch let error as FileFailure {
      failure = error
    }
    guard failure.path == file.location else { throw failure }
    state.withLock { $0.isIncomplete = true }
    diagnostics.warn(shown, "could not be copied: \(failure.reason)")
    enter(try folder.put(Array("This file could not be copied: \(failure.reason)\n".utf8), at: path))
  }

  private func copyPieces(of file: RunFile, to path: String) throws {
    let reader = try JobOutput.reader(file, 0..<Int64.max)
    try stream(to: path) { append in
      while true {
        let piece = try reader.next()
        if piece.isEmpty { return }
        var bytes = Array(piece)
        try append(&bytes)
      }
    }
  }

  private static func reader(_ file: RunFile, _ part: Range<Int64>) throws(FileFailure) -> FileReader {
    let ranges = file.pieces.isEmpty ? [part] : JobOutput.ranges(of: file.pieces, part)
    return try FileReader(file.location, followingLinks: false, ranges: ranges)
  }

  /// Where in the file on disk a part of a file that is kept in pieces is.
  private static func ranges(of pieces: [RunFile.Piece], _ part: Range<Int64>) -> [Range<Int64>] {
    var start: Int64 = 0
    return pieces.compactMap { piece in
      let count = max(0, piece.count)
      let wanted = part.clamped(to: start..<start + count)
      defer { start += count }
      let place = piece.offset + wanted.lowerBound - start
      return wanted.isEmpty ? nil : place..<place + Int64(wanted.count)
    }
  }

  func read(
    _ file: RunFile, _ part: Range<Int64>, shownAs shown: String, _ body: (Span<UInt8>) throws -> Bool
  ) throws -> Bool {
    let opened = attempt(shown) { () throws(FileFailure) in try JobOutput.reader(file, part) }
    guard let reader = opened else { return false }
    while let piece = attempt(shown, reader.next) {
      if try piece.isEmpty || !body(piece.span) { return true }
    }
    return false
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

  func duplicate(_ made: String, at path: String) throws {
    enter(try folder.duplicate(made, at: path))
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

  /// What reading a file gives, or nil, with a warning, if it fails.
  private func attempt<Value>(_ shown: String, _ body: () throws(FileFailure) -> Value) -> Value? {
    do {
      return try body()
    } catch {
      state.withLock { $0.isIncomplete = true }
      diagnostics.warn(shown, "cannot be read: \(error.reason)")
      return nil
    }
  }
}
