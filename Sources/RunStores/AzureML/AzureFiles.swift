internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Lists the files of a run as Azure ML names them: without the `artifacts` that `az ml job download` puts before.
enum AzureFiles {
  /// - Parameters:
  ///   - folder: the run's.
  ///   - place: the same as messages name it.
  static func files(
    of entry: AzureRunEntry, in folder: String, shownAs place: String, reporting diagnostics: DiagnosticCollector
  ) -> [RunFile] {
    // Beside `.git` stands a project, of which only Azure's folders are the run's.
    let isProject = FileBytes.entry(at: folder + "/.git", followingLinks: false) != nil
    let isArtifacts = entry.logsRoot == AzureLayout.artifacts
    var files = RunFileListing.files(
      in: folder, layout: .azureML, excluding: isArtifacts ? [AzureLayout.artifacts, ".git"] : [".git"],
      reporting: diagnostics, shownAs: place
    ).filter { file in
      if entry.documents.contains(file.path) || isNested(file.path, in: entry) { return false }
      return !isProject || isAzures(file.path)
    }
    if isArtifacts {
      let known = Set(files.map(\.path))
      files += RunFileListing.files(
        in: folder + "/" + AzureLayout.artifacts, layout: .azureML, reporting: diagnostics,
        shownAs: place + "/" + AzureLayout.artifacts
      ).filter { file in
        let path = AzureLayout.artifacts + "/" + file.path
        return !entry.documents.contains(path) && !isNested(path, in: entry)
          && !known.contains(file.path)
      }
    }
    return files.filter { !isHidden($0.path) }.sorted { NameOrder.precedes($0.path, $1.path) }
  }

  /// Whether a file belongs to a run whose folder stands in this one's.
  private static func isNested(_ path: String, in entry: AzureRunEntry) -> Bool {
    guard !entry.nested.isEmpty else { return false }
    var folder = AzurePath.folder(of: path)
    while !folder.isEmpty {
      if entry.nested.contains(folder) { return true }
      folder = AzurePath.folder(of: folder)
    }
    return false
  }

  private static func isAzures(_ path: String) -> Bool {
    guard let slash = path.firstIndex(of: "/") else { return AzureLayout.isDriverLog(path) }
    return AzureLayout.folders.contains(String(path[..<slash]))
  }

  /// `.amlignore` and what else starts with a dot.
  private static func isHidden(_ path: String) -> Bool { path.hasPrefix(".") || path.contains("/.") }
}
