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
  private(set) var files: [JobRecord.File] = []
  /// Whether something could not be had: the job must be done again by the next build.
  private(set) var isIncomplete = false
  /// The folder the last file waits in.
  private var place: OpenFolder?
  /// What was asked for before its turn.
  private var fetched: [String: [UInt8]] = [:]

  /// Files of at most this many bytes are fetched before their turn.
  private static let fetchLimit = 1 << 16

  init(folder: OutputFolder, diagnostics: DiagnosticCollector) {
    self.folder = folder
    self.diagnostics = diagnostics
  }

  func put(_ bytes: [UInt8], at path: String) throws {
    files.append(try folder.put(bytes, at: path, in: &place))
  }

  func stream(to path: String, _ body: (_ append: (inout [UInt8]) throws -> Void) throws -> Void) throws {
    // The body may put other files.
    var place = place
    files.append(try folder.stream(to: path, in: &place, body))
  }

  /// A file that vanished or cannot be read since it was listed costs itself, not the build.
  func copy(_ file: RunFile, to path: String, shownAs shown: String) throws {
    let failure: FileFailure
    do {
      if file.pieces.isEmpty {
        files.append(try folder.copy(file.location, size: file.size, to: path, in: &place))
      } else {
        try copyPieces(of: file, to: path)
      }
      return
    } catch let error as FileFailure {
      failure = error
    }
    guard failure.path == file.location else { throw failure }
    isIncomplete = true
    diagnostics.warn(shown, "could not be copied: \(failure.reason)")
    files.append(try folder.put(Array("This file could not be copied: \(failure.reason)\n".utf8), at: path, in: &place))
  }

  private func copyPieces(of file: RunFile, to path: String) throws {
    let reader = try JobOutput.reader(file)
    try stream(to: path) { append in
      while true {
        let piece = try reader.next()
        if piece.isEmpty { return }
        var bytes = Array(piece)
        try append(&bytes)
      }
    }
  }

  private static func reader(_ file: RunFile) throws(FileFailure) -> FileReader {
    let ranges = file.pieces.map { $0.offset..<$0.offset + max(0, $0.count) }
    return try FileReader(file.location, followingLinks: false, ranges: file.pieces.isEmpty ? nil : ranges)
  }

  func read(_ file: RunFile, shownAs shown: String, _ body: (Span<UInt8>) throws -> Bool) throws -> Bool {
    let opened = attempt(shown) { () throws(FileFailure) in try JobOutput.reader(file) }
    guard let reader = opened else { return false }
    while let piece = attempt(shown, reader.next) {
      if try piece.isEmpty || !body(piece.span) { return true }
    }
    return false
  }

  func duplicate(_ made: String, at path: String) throws {
    files.append(try folder.duplicate(made, at: path, in: &place))
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
    self.fetched = fetched.withLock { $0 }
  }

  func reread(_ path: String, _ body: (Span<UInt8>) throws -> Void) throws {
    if let bytes = fetched[path] { return try body(bytes.span) }
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
      isIncomplete = true
      diagnostics.warn(shown, "cannot be read: \(error.reason)")
      return nil
    }
  }
}
