import Diagnostics
import FileAccess
import RunModel

/// Some of what stands in a folder that is not all a run's own: a training script's folder, a checkout.
struct ChosenFiles {
  let folder: String
  /// Files at the top of the folder that are the run's.
  let isChosenFile: (String) -> Bool
  /// Folders at its top that are the run's with all that is in them.
  let isChosenFolder: (String) -> Bool

  /// The files, with roles as in a tracking tool's store.
  ///
  /// - Parameter shown: the folder as messages name it.
  func list(shownAs shown: String, reporting diagnostics: DiagnosticCollector) -> [RunFile] {
    let excluded = entries.filter { !isChosen($0) }.map(\.name)
    return RunFileListing.files(
      in: folder, layout: .artifacts, excluding: Set(excluded), reporting: diagnostics, shownAs: shown)
  }

  /// Whether any of them changed.
  var fingerprint: SourceFingerprint {
    let chosen = entries.filter(isChosen)
    var all = SourceFingerprint.of(files: chosen.filter { $0.kind == .file }.map { folder + "/" + $0.name })
    for entry in chosen where entry.kind == .directory {
      if let below = SourceFingerprint.of(folder: folder + "/" + entry.name) { all = all.combined(with: below) }
    }
    return all
  }

  private var entries: [DirectoryEntry] { (try? DirectoryListing.entries(of: folder)) ?? [] }

  private func isChosen(_ entry: DirectoryEntry) -> Bool {
    guard !entry.name.hasPrefix(".") else { return false }
    return entry.kind == .directory ? isChosenFolder(entry.name) : isChosenFile(entry.name)
  }
}
