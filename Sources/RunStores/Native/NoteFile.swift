import Diagnostics
import FileAccess

/// Reads `notes.md`.
enum NoteFile {
  /// The note, repaired to UTF-8; nil where there is none or it is blank.
  static func read(_ path: String, shownAs file: String, reporting diagnostics: DiagnosticCollector) -> String? {
    guard FileBytes.entry(at: path, followingLinks: false)?.kind == .file else { return nil }
    do {
      let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
      return text.utf8.contains { $0 > UInt8(ascii: " ") } ? text : nil
    } catch {
      diagnostics.warn(file, "cannot be read: \(error.reason)")
      return nil
    }
  }
}
