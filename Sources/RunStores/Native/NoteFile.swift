import Diagnostics
import FileAccess

/// Reads `notes.md`.
enum NoteFile {
  /// The note, repaired to UTF-8; nil where there is none or it is blank.
  static func read(_ path: String, shownAs file: String, reporting diagnostics: DiagnosticCollector) -> String? {
    guard FileBytes.entry(at: path, followingLinks: false)?.kind == .file else { return nil }
    guard let bytes = FileBytes.read(path, shownAs: file, reporting: diagnostics) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.contains { $0 > UInt8(ascii: " ") } ? text : nil
  }
}
