internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Reads the folders in which MLflow keeps one file for each name: `metrics`, `params`, `tags`.
///
/// A slash in a name is a folder: `metrics/train/loss` is the metric `train/loss`.
struct NameTree: ~Copyable {
  /// Names are at most 250 characters long; deeper folders are a mistake or an attack.
  private static let depthLimit = 64
  /// What systems and version control leave in folders.
  private static let litter: Set<String> = [".DS_Store", ".gitignore", ".gitkeep", "Thumbs.db", "desktop.ini"]

  private let diagnostics: DiagnosticCollector
  private var buffer = ReadBuffer()

  init(reporting diagnostics: DiagnosticCollector) {
    self.diagnostics = diagnostics
  }

  /// Calls `body` with the name and the bytes of every file below a folder of `parent`.
  ///
  /// - Parameters:
  ///   - place: the folder as messages show it.
  ///   - limit: a file of more bytes is left out.
  mutating func forEachFile(
    in folder: String, of parent: borrowing FolderHandle, shownAs place: String, limit: Int,
    body: (_ name: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Void
  ) {
    do {
      let handle = try parent.folder(folder)
      read(handle, prefix: "", depth: 0, place: place, limit: limit, body: body)
    } catch {
      if !error.isAbsence { diagnostics.warn(place, error.reason) }
    }
  }

  /// The files of a folder as names and values, in the order of names.
  mutating func values(
    in folder: String, of parent: borrowing FolderHandle, shownAs place: String
  ) -> [NamedValue] {
    var values: [NamedValue] = []
    // MLflow allows 8,000 characters; notes and logs of models are longer.
    forEachFile(in: folder, of: parent, shownAs: place, limit: 4 << 20) { name, bytes in
      values.append(NamedValue(name, String(decoding: bytes, as: UTF8.self)))
    }
    values.sort { NameOrder.precedes($0.name, $1.name) }
    return values
  }

  /// Reads one file in a folder; nil if nothing stands there or, with a warning, if it cannot be read.
  mutating func withFile<Result>(
    _ name: String, of folder: borrowing FolderHandle, shownAs place: String, limit: Int,
    body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    do {
      try folder.read(name, into: &buffer, limit: limit)
      return body(buffer.bytes)
    } catch {
      if !error.isAbsence { diagnostics.warn(place, error.reason) }
      return nil
    }
  }

  private mutating func read(
    _ folder: consuming FolderHandle, prefix: String, depth: Int, place: String, limit: Int,
    body: (String, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let contents: FolderHandle.Contents
    do {
      contents = try folder.contents()
    } catch {
      diagnostics.warn(place + "/" + prefix, error.reason)
      return
    }
    for name in contents.brokenNames {
      diagnostics.warn("\(place)/\(prefix)\(name)", "the name is not UTF-8, so the file is left out")
    }
    for entry in contents.entries where !NameTree.litter.contains(entry.name) {
      let name = prefix + entry.name
      do {
        switch entry.kind {
        case .file:
          try folder.read(entry.name, into: &buffer, limit: limit)
          body(name, buffer.bytes)
        case .directory where depth >= NameTree.depthLimit:
          diagnostics.warn("\(place)/\(name)", "is nested deeper than \(NameTree.depthLimit) folders")
        case .directory:
          read(
            try folder.folder(entry.name), prefix: name + "/", depth: depth + 1, place: place, limit: limit, body: body)
        case .symbolicLink:
          diagnostics.warn("\(place)/\(name)", "symbolic link, not followed")
        case .special:
          diagnostics.warn("\(place)/\(name)", "is not a regular file")
        }
      } catch {
        // A file that went away since the folder was listed is a run being cleaned up.
        if !error.isAbsence { diagnostics.warn("\(place)/\(name)", error.reason) }
      }
    }
  }
}
