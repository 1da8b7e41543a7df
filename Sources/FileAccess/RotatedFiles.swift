/// The files an earlier part of a log may be in, beside it.
struct RotatedFiles {
  private struct Entry {
    var file: GrowingFile
    var changed: Int64
    /// The number a name ends with: a higher one is older.
    var number: Int?
  }

  private let folder: String
  private let name: String

  init(of path: String) {
    folder = PathText.parent(of: path)
    name = PathText.lastPart(of: path)
  }

  /// Opens all of them, the oldest first.
  ///
  /// Those that are renamed between listing and opening are looked for again.
  func open() -> [GrowingFile] {
    for _ in 0..<RotatedFiles.attempts {
      if let all = attempt() { return all }
    }
    return []
  }

  private static let attempts = 20

  /// - Returns: nil if something was renamed meanwhile.
  private func attempt() -> [GrowingFile]? {
    let entries = (try? DirectoryListing.entries(of: folder)) ?? []
    var found: [Entry] = []
    for entry in entries where entry.kind == .file && RotatedName.bases(of: entry.name).contains(name) {
      let path = folder + "/" + entry.name
      // One that may not be read is none of ours.
      guard let file = try? GrowingFile(path) else {
        if FileBytes.entry(at: path, followingLinks: false) == nil { return nil }
        continue
      }
      found.append(
        Entry(
          file: file, changed: (try? file.version().changed) ?? 0,
          number: Int(entry.name.dropFirst(name.count + 1))))
    }
    let now = (try? DirectoryListing.entries(of: folder)) ?? []
    guard now.count == entries.count, Set(found.map(\.file.file)).count == found.count else { return nil }
    return found.sorted { a, b in
      if a.changed != b.changed { return a.changed < b.changed }
      if let first = a.number, let second = b.number { return first > second }
      return a.file.path < b.file.path
    }.map(\.file)
  }
}
