internal import FileAccess

/// The start and the end of a file that may be huge.
enum FileEnds {
  /// At most `limit` bytes from the start; empty if it cannot be read.
  ///
  /// Links are not followed.
  static func head(_ path: String, limit: Int) -> [UInt8] {
    guard let reader = try? FileReader(path, pieceSize: limit, followingLinks: false), let piece = try? reader.next()
    else { return [] }
    return Array(piece)
  }

  /// At most `limit` bytes up to the end; empty if it cannot be read.
  ///
  /// Links are not followed.
  static func tail(_ path: String, limit: Int) -> [UInt8] {
    guard let entry = FileBytes.entry(at: path, followingLinks: false), entry.kind == .file,
      let reader = try? FileReader(
        path, pieceSize: limit, followingLinks: false, ranges: [max(0, entry.size - Int64(limit))..<entry.size]),
      let piece = try? reader.next()
    else { return [] }
    return Array(piece)
  }
}
