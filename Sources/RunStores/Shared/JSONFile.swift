internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Reads JSON files of tools that rewrite them in place, so that one may be there, missing or half written.
enum JSONFile {
  /// The value a file holds; nil if nothing stands there or, with one warning, if it cannot be read.
  ///
  /// A symbolic link is not followed.
  ///
  /// - Parameters:
  ///   - file: the file as messages name it.
  ///   - limit: a larger file is left out.
  static func read(
    _ path: String, shownAs file: String, limit: Int64 = 1 << 30, reporting diagnostics: DiagnosticCollector
  ) -> StructuredValue? {
    guard let entry = FileBytes.entry(at: path, followingLinks: false) else { return nil }
    switch entry.kind {
    case .file: break
    case .symbolicLink:
      diagnostics.warn(file, "symbolic link, not followed")
      return nil
    case .directory, .special:
      diagnostics.warn(file, "is not a regular file")
      return nil
    }
    guard entry.size <= limit else {
      diagnostics.warn(file, "is larger than \(limit) bytes, so it is left out")
      return nil
    }
    guard let bytes = FileBytes.read(path, shownAs: file, reporting: diagnostics) else { return nil }
    return value(of: bytes, in: file, reporting: diagnostics)
  }

  /// The value that the bytes of a file are; nil, with a warning, if they are no JSON.
  static func value(
    of bytes: [UInt8], in file: String, reporting diagnostics: DiagnosticCollector
  ) -> StructuredValue? {
    do {
      return try JSONReader.read(bytes)
    } catch {
      diagnostics.warn(
        file, line: LineCounter.line(of: error.offset, in: bytes), "\(error.problem): expected \(error.expected)")
      return nil
    }
  }
}
