internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Lists the files that belong to a run, without reading any.
enum RunFileListing {
  /// Deeper folders are a mistake or an attack.
  private static let depthLimit = 64

  /// Every file below a folder in the order of paths; none where there is no such folder.
  ///
  /// Links, FIFOs, devices and what may not be read are listed with the obstacle. A folder that cannot be
  /// listed costs what is in it and a warning.
  ///
  /// - Parameters:
  ///   - layout: how roles are read from paths.
  ///   - excluding: names at the top of the folder that are left out.
  ///   - location: the folder as messages show it.
  static func files(
    in folder: String, layout: FileRole.Layout = .native, excluding: Set<String> = [],
    reporting diagnostics: DiagnosticCollector, shownAs location: String
  ) -> [RunFile] {
    var files: [RunFile] = []
    do {
      let handle = try FolderHandle.open(folder)
      try add(
        handle, root: folder, prefix: "", depth: 0, layout: layout, excluding: excluding, to: &files
      ) { path, reason in diagnostics.warn("\(location)/\(path)", reason) }
    } catch {
      if !error.isAbsence { diagnostics.warn(location, error.reason) }
    }
    return files.sorted { NameOrder.precedes($0.path, $1.path) }
  }

  private static func add(
    _ folder: consuming FolderHandle, root: String, prefix: String, depth: Int, layout: FileRole.Layout,
    excluding: Set<String>, to files: inout [RunFile], failed: (String, String) -> Void
  ) throws(SystemFailure) {
    let contents = try folder.contents()
    for name in contents.brokenNames {
      let path = prefix + name
      files.append(
        RunFile(
          path: path, location: "\(root)/\(path)", size: 0, role: FileRole.role(of: path, in: layout),
          obstacle: .unreadable))
    }
    for entry in contents.entries {
      if depth == 0, excluding.contains(entry.name) { continue }
      let path = prefix + entry.name
      guard entry.kind == .directory else {
        files.append(file(entry, in: folder, path: path, location: "\(root)/\(path)", layout: layout))
        continue
      }
      guard depth < depthLimit else {
        failed(path, "is nested deeper than \(depthLimit) folders")
        continue
      }
      do {
        try add(
          folder.folder(entry.name), root: root, prefix: path + "/", depth: depth + 1, layout: layout,
          excluding: excluding, to: &files, failed: failed)
      } catch {
        if !error.isAbsence { failed(path, error.reason) }
      }
    }
  }

  private static func file(
    _ entry: DirectoryEntry, in folder: borrowing FolderHandle, path: String, location: String,
    layout: FileRole.Layout
  ) -> RunFile {
    var file = RunFile(path: path, location: location, size: 0, role: FileRole.role(of: path, in: layout))
    switch entry.kind {
    case .symbolicLink:
      file.obstacle = .symbolicLink
    case .special, .directory:
      file.obstacle = .notRegular
    case .file:
      if let found = folder.entry(entry.name), folder.mayRead(entry.name) {
        file.size = found.size
      } else {
        file.obstacle = .unreadable
      }
    }
    return file
  }
}
