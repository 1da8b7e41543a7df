import Diagnostics
import FileAccess

/// The model card beside a training: a README that begins with settings for the hub.
enum ModelCard {
  /// Its text without the settings; nil where there is no card, as where the README is that of a project.
  static func read(_ folder: String, shownAs file: String, reporting diagnostics: DiagnosticCollector) -> String? {
    guard let text = NoteFile.read(folder + "/README.md", shownAs: file, reporting: diagnostics) else { return nil }
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    guard lines.popFirst() == "---", let end = lines.firstIndex(of: "---") else { return nil }
    let body = lines[(end + 1)...].joined(separator: "\n")
    return body.utf8.contains { $0 > UInt8(ascii: " ") } ? body : nil
  }
}
