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
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path)
    } catch {
      diagnostics.warn(file, "cannot be read: \(error.reason)")
      return nil
    }
    do {
      return try JSONReader.read(bytes)
    } catch {
      let problem = error.isCut ? "the file is cut short" : "not JSON"
      diagnostics.warn(
        file, line: LineCounter.line(of: error.offset, in: bytes), "\(problem): expected \(error.expected)")
      return nil
    }
  }
}
