import FileAccess
import RunModel
import Synchronization

/// Swapping the new site in.
extension OutputFolder {
  private static let overview = "index.html"

  /// Puts the new site in the place of the old one.
  func commit() throws(OutputFailure) -> Outcome {
    let new = state.withLock { $0 }
    do {
      var stale: [String] = []
      var replaced: Set<String> = []
      previous?.forEach { file in
        guard let known = new.files[file] else { return stale.append(file) }
        if known.number != nil { replaced.insert(file) }
      }
      let arriving =
        previous == nil
        ? try DirectoryListing.entries(of: staging).map(\.name)
        : new.files.filter { $0.value.number != nil && !replaced.contains($0.key) }.map(\.key)
      for name in arriving where FileBytes.entry(at: path + "/" + name, followingLinks: false) != nil {
        throw OutputFailure(folder: path, problem: .wouldOverwrite(path: name))
      }
      let sizes = new.files.lazy.map { (path: $0.key, size: $0.value.size) }
      let manifest = SiteManifest.bytes(of: sizes)
      if !(previous?.holds(manifest) ?? false) {
        // Files that are to come and files that are to go are claimed while they change places.
        try writeManifest(
          stale.isEmpty
            ? manifest
            : SiteManifest.bytes(of: Array(sizes) + stale.map { (path: $0, size: 0) }))
      }
      if previous == nil {
        try moveAllIntoPlace()
      } else {
        try moveIntoPlace(new.files.compactMapValues(\.number), replacing: replaced)
      }
      try remove(stale)
      if !stale.isEmpty { try writeManifest(manifest) }
      OutputFolder.removeStaging(staging)
      return Outcome(
        files: new.files.count, pages: new.files.keys.count { $0.hasSuffix(".html") },
        bytes: sizes.reduce(0) { $0 + $1.size }, written: new.files.count - new.unchanged, unchanged: new.unchanged,
        removed: stale.count)
    } catch let failure as OutputFailure {
      OutputFolder.removeStaging(staging)
      throw failure
    } catch {
      throw OutputFailure(folder: path, problem: .system("\(error)"))
    }
  }

  /// Gives the build up: the old site stays as it is.
  func abandon() {
    OutputFolder.removeStaging(staging)
  }

  /// The first site: its folders are moved as they are, the overview last.
  private func moveAllIntoPlace() throws {
    let names = try DirectoryListing.entries(of: staging).map(\.name)
    for name in names.filter({ $0 != Self.overview }) + names.filter({ $0 == Self.overview }) {
      try FileWriter.rename(staging + "/" + name, to: path + "/" + name)
    }
  }

  /// New files come first, so that whatever links to them finds them; the overview comes last.
  private func moveIntoPlace(_ staged: [String: Int], replacing old: Set<String>) throws {
    let others = staged.keys.filter { $0 != Self.overview }.sorted(by: NameOrder.precedes)
    try move(others.filter { !old.contains($0) }, staged)
    try move(others.filter { old.contains($0) }, staged)
    try move(staged[Self.overview] == nil ? [] : [Self.overview], staged)
  }

  private func move(_ files: [String], _ staged: [String: Int]) throws {
    // Files of one folder follow one another: each thread takes some folders' worth.
    let share = 64
    try pool.forEach((files.count + share - 1) / share) { part in
      var folder = ""
      for file in files[(part * share)..<min(files.count, (part + 1) * share)] {
        let target = path + "/" + file
        let parent = PathText.parent(of: target)
        if parent != folder { try FileWriter.makeFolder(parent) }
        folder = parent
        if let number = staged[file] { try FileWriter.rename(place(number, of: file), to: target) }
      }
    }
  }

  private func remove(_ stale: [String]) throws(FileFailure) {
    var folders: Set<String> = []
    for file in stale {
      try FileWriter.removeFile(path + "/" + file)
      var folder = PathText.parent(of: file)
      while folder != "." {
        folders.insert(folder)
        folder = PathText.parent(of: folder)
      }
    }
    for folder in folders.sorted(by: >) { FileWriter.removeEmptyFolder(path + "/" + folder) }
  }

  private func writeManifest(_ manifest: [UInt8]) throws(FileFailure) {
    let waiting = staging + "/manifest"
    try FileWriter.write(manifest, to: waiting)
    try FileWriter.rename(waiting, to: path + "/" + SiteManifest.fileName)
  }
}
