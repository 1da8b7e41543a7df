import Diagnostics
import Digests
import FileAccess
import Masking
import Pages
import RunModel
import Synchronization

/// Files of runs: copied and read with their secrets masked.
extension JobOutput {
  /// A file that vanished or cannot be read since it was listed costs itself, not the build.
  func copy(_ file: RunFile, to path: String, shownAs shown: String) throws {
    let failure: FileFailure
    do {
      let look = try look(into: file)
      let found = look.found
      if let clean = look.clean { sources.withLock { $0[file.path] = clean } }
      if found.isEmpty, file.pieces.isEmpty {
        try make { place throws(FileFailure) in
          try folder.copy(file.location, size: file.size, to: path, in: &place)
        }
      } else if found.isEmpty || look.isText {
        note(found, in: file)
        try stream(to: path) { append in
          try mask(file, MaskingStream(masker, sparesBinary: true)) { try append(&$0) }
        }
      } else {
        try withhold(file, for: found, from: path, shownAs: shown)
      }
      return
    } catch let error as FileFailure {
      failure = error
    }
    guard failure.path == file.location else { throw failure }
    state.withLock { $0.isIncomplete = true }
    diagnostics.warn(shown, "could not be copied: \(failure.reason)")
    try put(Array("This file could not be copied: \(failure.reason)\n".utf8), at: path)
  }

  /// A file that is no text would be none of its kind any more if something in it were masked.
  private func withhold(_ file: RunFile, for found: MaskCounts, from path: String, shownAs shown: String) throws {
    let words = found.sorted.map(\.rule).joined(separator: ", ")
    diagnostics.warn(shown, "not copied: it is no text and holds what looks like a secret (\(words))")
    state.withLock { $0.counted.obstacles["no text, with a secret in it", default: 0] += 1 }
    try put(Array("This file is not published: it holds what looks like a secret (\(words)).\n".utf8), at: path)
  }

  func read(
    _ file: RunFile, _ part: Range<Int64>, shownAs shown: String, _ body: (Span<UInt8>) throws -> Bool
  ) throws -> Bool {
    let opened = attempt(shown) { () throws(FileFailure) in try readable(file).reader(part) }
    guard let reader = opened else { return false }
    while let piece = attempt(shown, reader.next) {
      if try piece.isEmpty || !body(piece.span) { return true }
    }
    return false
  }

  func cleanSize(of file: RunFile) -> Int64? { (try? readable(file))?.cleanSize }

  func readAsItIs(_ file: RunFile, _ body: (Span<UInt8>) -> Bool) -> Bool {
    guard let reader = try? ReadableFile(asItIs: file).reader(0..<Int64.max) else { return false }
    while let piece = try? reader.next() {
      if piece.isEmpty || !body(piece.span) { return true }
    }
    return false
  }

  /// Where a file is read from: where it is, if it was looked at and is clean, else a masked copy of it.
  private func readable(_ file: RunFile) throws(FileFailure) -> ReadableFile {
    let found = sources.withLock { sources -> Result<ReadableFile, FileFailure> in
      if let known = sources[file.path], known.isOf(file) { return .success(known) }
      do throws(FileFailure) {
        let look = try look(into: file)
        note(look.found, in: file)
        let source = if let clean = look.clean { clean } else { try maskedCopy(of: file, version: look.version) }
        sources[file.path] = source
        return .success(source)
      } catch {
        return .failure(error)
      }
    }
    return try found.get()
  }

  /// Hands on a file, masked, piece by piece.
  private func mask(
    _ file: RunFile, _ stream: MaskingStream, to append: (inout [UInt8]) throws -> Void
  ) throws {
    var stream = stream
    let reader = try ReadableFile(asItIs: file).reader(0..<Int64.max)
    while true {
      let piece = try reader.next()
      var bytes = piece.isEmpty ? stream.finish() : stream.take(piece.span)
      try append(&bytes)
      if piece.isEmpty { return }
    }
  }

  private func maskedCopy(
    of file: RunFile, version: (size: Int64, changed: Int64)?
  ) throws(FileFailure) -> ReadableFile {
    let scratch = ReadableFile(scratch: folder.scratch(), version: version)
    do {
      let writer = try FileStream(creating: scratch.location)
      try mask(file, MaskingStream(masker)) { try writer.write($0) }
      try writer.close()
    } catch let failure as FileFailure {
      throw failure
    } catch {
      throw FileFailure(file.location, reason: "\(error)")
    }
    return scratch
  }

  private func note(_ found: MaskCounts, in file: RunFile) {
    guard !found.isEmpty else { return }
    state.withLock { $0.masked[file.path, default: MaskCounts()].widen(to: found) }
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
