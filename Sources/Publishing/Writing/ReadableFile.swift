import FileAccess
import RunModel

/// Where the bytes of a run's file that may be shown are.
///
/// Any part can be read by itself, from any thread.
final class ReadableFile: Sendable {
  /// What was masked in it stands in a file of its own, which goes with this value.
  private let isScratch: Bool
  let location: String
  /// Of the run's file when it was looked at.
  private let version: (size: Int64, changed: Int64)?
  private let pieces: [RunFile.Piece]
  /// What comes into the file later was not looked at.
  private let size: Int64

  /// A file without a secret up to a size.
  init(clean file: RunFile, size: Int64, version: (size: Int64, changed: Int64)?) {
    isScratch = false
    self.version = version
    location = file.location
    pieces = file.pieces
    self.size = size
  }

  /// All of a file, with secrets that may be in it.
  convenience init(asItIs file: RunFile) { self.init(clean: file, size: .max, version: nil) }

  /// A masked copy.
  init(scratch location: String, version: (size: Int64, changed: Int64)?) {
    isScratch = true
    self.version = version
    self.location = location
    pieces = []
    size = .max
  }

  deinit {
    if isScratch { try? FileWriter.removeFile(location) }
  }

  /// How many bytes the run's file has, if it is read where it is.
  var cleanSize: Int64? {
    guard !isScratch else { return nil }
    return pieces.isEmpty ? size : pieces.reduce(0) { $0 + max(0, $1.count) }
  }

  /// Whether the run's file is still the one that was looked at.
  func isOf(_ file: RunFile) -> Bool {
    guard let version, let now = FileBytes.version(of: file.location) else { return false }
    return version == now
  }

  func reader(_ part: Range<Int64>) throws(FileFailure) -> FileReader {
    try FileReader(location, followingLinks: false, ranges: ranges(of: part))
  }

  /// Where a part is in the file on disk.
  private func ranges(of part: Range<Int64>) -> [Range<Int64>] {
    guard !pieces.isEmpty else { return [part.clamped(to: 0..<size)] }
    var start: Int64 = 0
    return pieces.compactMap { piece in
      let count = max(0, piece.count)
      let wanted = part.clamped(to: start..<start + count)
      defer { start += count }
      let place = piece.offset + wanted.lowerBound - start
      return wanted.isEmpty ? nil : place..<place + Int64(wanted.count)
    }
  }
}
