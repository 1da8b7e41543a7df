import FileAccess
import Masking
import RunModel
import Synchronization

/// Looks for secrets in files of runs.
extension JobOutput {
  /// What a whole file looked like.
  struct Look {
    /// What would be masked in it.
    var found = MaskCounts()
    var isText = true
    /// Of the file as it was before the look.
    var version: (size: Int64, changed: Int64)?
    /// The file as far as it was looked at; nil if something in it must be masked.
    var clean: ReadableFile?
  }

  /// The parts of a large text that are looked at at once have this many bytes.
  static let lookSize: Int64 = 4 << 20

  func look(into file: RunFile) throws(FileFailure) -> Look {
    // Before the look: what changes meanwhile is looked at again.
    let version = FileBytes.version(of: file.location)
    if let version, let size = cleanTextSize(file, of: version.size) {
      return Look(version: version, clean: ReadableFile(clean: file, size: size, version: version))
    }
    var stream = MaskingStream(masker, looksOnly: true)
    let size = try read(file, 0..<Int64.max, into: &stream) ?? 0
    return Look(
      found: stream.counts, isText: !stream.isBinary, version: version,
      clean: stream.counts.isEmpty ? ReadableFile(clean: file, size: size, version: version) : nil)
  }

  /// Looks at all parts of a large file at once, each with what stands around it.
  ///
  /// - Returns: how many bytes it has; nil if it is no text in ASCII or UTF-8, if it may hold a secret, or if it becomes
  ///   shorter meanwhile: whoever looks at all of it in its order knows more.
  private func cleanTextSize(_ file: RunFile, of size: Int64) -> Int64? {
    let count = Int(size / JobOutput.lookSize)
    guard file.pieces.isEmpty, count > 1 else { return nil }
    let found = Mutex<(isClean: Bool, size: Int64)>((true, 0))
    folder.pool.help(count) { number in
      guard found.withLock({ $0.isClean }) else { return }
      let reach = Int64(MaskingStream.reach)
      let start = max(0, Int64(number) * JobOutput.lookSize - reach)
      // The last part has the rest, and what came since.
      let isLast = number == count - 1
      let end = isLast ? Int64.max : Int64(number + 1) * JobOutput.lookSize + reach
      var stream = number == 0 ? MaskingStream(self.masker, looksOnly: true) : MaskingStream(lookingAmid: self.masker)
      let length = try? self.read(file, start..<end, into: &stream) { $0.counts.isEmpty && $0.isNarrow }
      found.withLock { found in
        guard let length, isLast || length == min(end, size) - start else { return found.isClean = false }
        if isLast { found.size = start + length }
      }
    }
    return found.withLock { $0.isClean ? $0.size : nil }
  }

  /// Reads a part of a file into a stream that looks for secrets.
  ///
  /// - Parameter goesOn: asked after each piece.
  /// - Returns: how many bytes there were; nil if it was not to go on.
  private func read(
    _ file: RunFile, _ part: Range<Int64>, into stream: inout MaskingStream,
    while goesOn: (MaskingStream) -> Bool = { _ in true }
  ) throws(FileFailure) -> Int64? {
    let reader = try ReadableFile(asItIs: file).reader(part)
    var size: Int64 = 0
    while true {
      let piece = try reader.next()
      _ = piece.isEmpty ? stream.finish() : stream.take(piece.span)
      size += Int64(piece.count)
      guard goesOn(stream) else { return nil }
      if piece.isEmpty { return size }
    }
  }
}
