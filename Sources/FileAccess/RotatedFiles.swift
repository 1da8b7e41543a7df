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
  /// Of more than these, the oldest are left alone: each takes a descriptor.
  private static let limit = 200

  /// What is there and not opened: the names of compressed files, and how many are too many.
  var omitted: (compressed: [String], older: Int) {
    let entries = (try? DirectoryListing.entries(of: folder)) ?? []
    let compressed = entries.filter { entry in
      entry.kind == .file && RotatedName.uncompressed(entry.name).map(isTurn) == true
    }
    return (compressed.map(\.name), max(0, entries.count(where: isTurn) - RotatedFiles.limit))
  }

  private func isTurn(_ entry: DirectoryEntry) -> Bool { entry.kind == .file && isTurn(entry.name) }

  private func isTurn(_ name: String) -> Bool { RotatedName.bases(of: name).contains(self.name) }

  /// The newest of some entries, by their time of change.
  private func newest(_ turns: [DirectoryEntry]) -> [DirectoryEntry] {
    guard turns.count > RotatedFiles.limit else { return turns }
    let dated = turns.map { ($0, FileBytes.version(of: folder + "/" + $0.name)?.changed ?? 0) }
    return dated.sorted { $0.1 < $1.1 }.suffix(RotatedFiles.limit).map(\.0)
  }

  /// - Returns: nil if something was renamed meanwhile.
  private func attempt() -> [GrowingFile]? {
    let entries = (try? DirectoryListing.entries(of: folder)) ?? []
    var found: [Entry] = []
    for entry in newest(entries.filter(isTurn)) {
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
