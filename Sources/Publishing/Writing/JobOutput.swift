import Diagnostics
import Digests
import FileAccess
import Masking
import Pages
import RunModel
import Synchronization

/// The door between one job and the disk; it remembers what went through it.
final class JobOutput: SiteJob.Output {
  private let folder: OutputFolder
  private let diagnostics: DiagnosticCollector
  private let masker: Masker
  private(set) var files: [JobRecord.File] = []
  /// Whether something could not be had: the job must be done again by the next build.
  private(set) var isIncomplete = false
  private var counted = JobTally()
  /// What was masked in files of runs, by their paths: some are read more than once.
  private var masked: [String: MaskCounts] = [:]
  /// Files of runs that were read to their ends and hold no secret, as they were then.
  private var clean: [String: (size: Int64, changed: Int64)] = [:]
  /// The folder the last file waits in.
  private var place: OpenFolder?
  /// What was asked for before its turn.
  private var fetched: [String: [UInt8]] = [:]

  /// Files of at most this many bytes are fetched before their turn.
  private static let fetchLimit = 1 << 16
  /// Pieces of files of runs have as many bytes, the last one aside.
  private static let least = 1 << 16

  init(folder: OutputFolder, diagnostics: DiagnosticCollector, masker: Masker = Masker()) {
    self.folder = folder
    self.diagnostics = diagnostics
    self.masker = masker
  }

  /// What the job left out of what it made.
  var tally: JobTally {
    var tally = counted
    for counts in masked.values { tally.masked.add(counts) }
    return tally
  }

  func count(_ tally: JobTally) { counted.add(tally) }

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
      let (found, isText) = try secrets(of: file)
      if found.isEmpty, file.pieces.isEmpty {
        files.append(try folder.copy(file.location, size: file.size, to: path, in: &place))
      } else if found.isEmpty || isText {
        masked[file.path, default: MaskCounts()].widen(to: found)
        try copyMasked(file, to: path)
      } else {
        try withhold(file, for: found, from: path, shownAs: shown)
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

  /// What would be masked in a file, and whether it is text.
  private func secrets(of file: RunFile) throws(FileFailure) -> (MaskCounts, isText: Bool) {
    let version = FileBytes.version(of: file.location)
    let reader = try JobOutput.reader(file)
    var stream = MaskingStream(masker)
    while true {
      let piece = try reader.next()
      if piece.isEmpty { break }
      _ = stream.take(piece.span)
    }
    _ = stream.finish()
    if stream.counts.isEmpty { clean[file.path] = version }
    return (stream.counts, !stream.isBinary)
  }

  private func copyMasked(_ file: RunFile, to path: String) throws {
    let reader = try JobOutput.reader(file)
    var masking = MaskingStream(masker, sparesBinary: true)
    try stream(to: path) { append in
      while true {
        let piece = try reader.next()
        var bytes = piece.isEmpty ? masking.finish() : masking.take(piece.span)
        try append(&bytes)
        if piece.isEmpty { return }
      }
    }
  }

  /// A file that is no text would be none of its kind any more if something in it were masked.
  private func withhold(_ file: RunFile, for found: MaskCounts, from path: String, shownAs shown: String) throws {
    let words = found.sorted.map(\.rule).joined(separator: ", ")
    diagnostics.warn(shown, "not copied: it is no text and holds what looks like a secret (\(words))")
    counted.obstacles["no text, with a secret in it", default: 0] += 1
    files.append(
      try folder.put(
        Array("This file is not published: it holds what looks like a secret (\(words)).\n".utf8), at: path,
        in: &place))
  }

  private static func reader(_ file: RunFile) throws(FileFailure) -> FileReader {
    let ranges = file.pieces.map { $0.offset..<$0.offset + max(0, $0.count) }
    return try FileReader(file.location, followingLinks: false, ranges: file.pieces.isEmpty ? nil : ranges)
  }

  func read(_ file: RunFile, shownAs shown: String, _ body: (Span<UInt8>) throws -> Bool) throws -> Bool {
    // Asked before it is opened: what comes into it later is more than this version.
    let version = FileBytes.version(of: file.location)
    let opened = attempt(shown) { () throws(FileFailure) in try JobOutput.reader(file) }
    guard let reader = opened else { return false }
    if let known = clean[file.path], let version, known == version {
      var rest = file.pieces.isEmpty ? Int(known.size) : .max
      while let piece = attempt(shown, reader.next) {
        let looked = piece.prefix(rest)
        rest -= looked.count
        if try looked.isEmpty || !body(looked.span) { return true }
      }
      return false
    }
    var stream = MaskingStream(masker)
    defer { if !stream.counts.isEmpty { masked[file.path, default: MaskCounts()].widen(to: stream.counts) } }
    var given: [UInt8] = []
    while let piece = attempt(shown, reader.next) {
      given += piece.isEmpty ? stream.finish() : stream.take(piece.span)
      if piece.isEmpty, stream.counts.isEmpty { clean[file.path] = version }
      // What is read first tells what the file is: there should be much of it.
      guard piece.isEmpty || given.count >= JobOutput.least else { continue }
      if try !given.isEmpty && !body(given.span) || piece.isEmpty { return true }
      given.removeAll(keepingCapacity: true)
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
