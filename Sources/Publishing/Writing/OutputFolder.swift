import Digests
import FileAccess
import RunModel
import Synchronization

/// The folder a site is written to.
///
/// While pages are made, only those whose bytes changed are written, to a staging folder beside the old
/// ones. `commit` then moves them into place: new files first, changed ones next, the overview last, and
/// removes what an earlier build wrote and this one did not. Killed before `commit`, the old site is
/// untouched; killed within it, each file is whole, every link leads somewhere, and the next build knows
/// every file as its own, since the manifest claims files before they are moved.
final class OutputFolder: Sendable {
  /// What a build did to the folder.
  struct Outcome: Sendable {
    var files = 0
    /// How many of the files are HTML.
    var pages = 0
    var bytes: Int64 = 0
    var written = 0
    var unchanged = 0
    var removed = 0
  }

  private struct State {
    /// The size of every file of the new site, by its path.
    var files: [String: Int64] = [:]
    /// Under which number each changed file waits in the staging folder, by its path in the site.
    var staged: [String: Int] = [:]
    var stagedCount = 0
    var unchanged = 0
  }

  let path: String
  private let previous: SiteManifest?
  private let staging: String
  private let lock: FolderLock
  private let pool: WorkerPool
  private let state = Mutex(State())

  private static let stagingName = ".runreport-staging"

  /// Takes a folder: a new one, an empty one, or one that an earlier build wrote.
  ///
  /// - Parameter jobs: how many threads move files into place.
  init(_ folder: String, jobs: Int = 1) throws(OutputFailure) {
    pool = WorkerPool(width: jobs)
    let shown = PathText.withoutTrailingSlash(folder)
    if let entry = FileBytes.entry(at: folder), entry.kind != .directory {
      throw OutputFailure(folder: shown, problem: .notAFolder)
    }
    do {
      try FileWriter.makeFolder(folder)
      guard let path = PathText.resolved(folder) else {
        throw OutputFailure(folder: shown, problem: .system("cannot be found after it was made"))
      }
      guard let lock = try FolderLock(path) else { throw OutputFailure(folder: shown, problem: .busy) }
      let names = try DirectoryListing.entries(of: path).map(\.name).filter { $0 != OutputFolder.stagingName }
      previous = SiteManifest(readingFrom: path)
      if previous == nil, !names.isEmpty {
        let some = Array(names.prefix(3)) + (names.count > 3 ? ["…"] : [])
        throw OutputFailure(folder: shown, problem: .holdsOtherFiles(names: some))
      }
      self.path = path
      self.lock = lock
      staging = path + "/" + OutputFolder.stagingName
      OutputFolder.removeStaging(staging)
      try FileWriter.makeFolder(staging)
    } catch let failure as OutputFailure {
      throw failure
    } catch let failure as FileFailure {
      throw OutputFailure(folder: shown, problem: .system(failure.reason))
    } catch {
      throw OutputFailure(folder: shown, problem: .system("\(error)"))
    }
  }

  // MARK: Making the new site

  /// Takes one file of the new site; writes nothing if these bytes are there already.
  func put(_ bytes: [UInt8], at file: String) throws(FileFailure) -> JobRecord.File {
    let target = path + "/" + file
    if FileBytes.entry(at: target)?.size == Int64(bytes.count), (try? FileBytes.read(target)) == bytes {
      return claim(unchanged: file, size: Int64(bytes.count))
    }
    let waiting = claim(changed: file, size: Int64(bytes.count))
    try FileWriter.write(bytes, to: waiting)
    return record(file, at: waiting)
  }

  /// Takes a file made piece by piece; keeps the old one if it turns out to hold the same.
  func stream(
    to file: String, _ body: (_ append: (inout [UInt8]) throws -> Void) throws -> Void
  ) throws -> JobRecord.File {
    let number = nextNumber()
    let waiting = stagedPath(number)
    let writer = try FileStream(creating: waiting)
    try body { piece in
      try writer.write(piece)
      piece.removeAll(keepingCapacity: true)
    }
    try writer.close()
    let size = FileBytes.entry(at: waiting)?.size ?? 0
    if try FileBytes.areEqual(waiting, path + "/" + file) {
      try FileWriter.removeFile(waiting)
      return claim(unchanged: file, size: size)
    }
    state.withLock { state in
      state.files[file] = size
      state.staged[file] = number
    }
    return record(file, at: waiting)
  }

  /// Takes a copy of a file as part of the new site; one of the same size and time is taken as unchanged.
  func copy(_ source: String, size: Int64, to file: String) throws(FileFailure) -> JobRecord.File {
    if FileBytes.isSameVersion(source, path + "/" + file) { return claim(unchanged: file, size: size) }
    let waiting = claim(changed: file, size: size)
    try FileWriter.copy(source, to: waiting, limit: size)
    return record(file, at: waiting)
  }

  /// Where a file of the new site is: waiting to be moved, or in its place already.
  func location(of file: String) -> String {
    state.withLock { $0.staged[file] }.map(stagedPath) ?? path + "/" + file
  }

  /// Takes files as they are, if they are still those an earlier build made.
  ///
  /// - Returns: false, and nothing is taken, if any of them was changed or removed since.
  func keep(_ files: [JobRecord.File]) -> Bool {
    for file in files {
      guard let found = FileBytes.version(of: path + "/" + file.path), found.size == file.size,
        found.changed == file.changed
      else { return false }
    }
    state.withLock { state in
      for file in files { state.files[file.path] = file.size }
      state.unchanged += files.count
    }
    return true
  }

  private func claim(unchanged file: String, size: Int64) -> JobRecord.File {
    state.withLock { state in
      state.files[file] = size
      state.unchanged += 1
    }
    return record(file, at: path + "/" + file)
  }

  /// Enters a file in the manifest and says where to write it.
  private func claim(changed file: String, size: Int64) -> String {
    let number = nextNumber()
    state.withLock { state in
      state.files[file] = size
      state.staged[file] = number
    }
    return stagedPath(number)
  }

  private func nextNumber() -> Int {
    state.withLock { state in
      state.stagedCount += 1
      return state.stagedCount
    }
  }

  private func stagedPath(_ number: Int) -> String { staging + "/" + String(number) }

  private func record(_ file: String, at place: String) -> JobRecord.File {
    let version = FileBytes.version(of: place)
    return JobRecord.File(path: file, size: version?.size ?? 0, changed: version?.changed ?? 0)
  }

  // MARK: Swapping it in

  /// Puts the new site in the place of the old one.
  func commit() throws(OutputFailure) -> Outcome {
    let new = state.withLock { $0 }
    do {
      var stale: [String] = []
      var replaced: Set<String> = []
      previous?.forEach { file in
        if new.staged[file] != nil { replaced.insert(file) }
        if new.files[file] == nil { stale.append(file) }
      }
      for file in new.staged.keys where !replaced.contains(file) && FileBytes.entry(at: path + "/" + file) != nil {
        throw OutputFailure(folder: path, problem: .wouldOverwrite(path: file))
      }
      let manifest = SiteManifest.bytes(of: new.files)
      if !(previous?.holds(manifest) ?? false) {
        // Files that are to come and files that are to go are claimed while they change places.
        try writeManifest(
          stale.isEmpty
            ? manifest
            : SiteManifest.bytes(of: Array(new.files) + stale.map { (key: $0, value: 0) }))
      }
      try moveIntoPlace(new.staged, replacing: replaced)
      try remove(stale)
      if !stale.isEmpty { try writeManifest(manifest) }
      OutputFolder.removeStaging(staging)
      return Outcome(
        files: new.files.count, pages: new.files.keys.count { $0.hasSuffix(".html") },
        bytes: new.files.values.reduce(0, +), written: new.staged.count, unchanged: new.unchanged, removed: stale.count)
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

  /// New files come first, so that whatever links to them finds them; the overview comes last.
  private func moveIntoPlace(_ staged: [String: Int], replacing old: Set<String>) throws {
    let overview = "index.html"
    let others = staged.keys.filter { $0 != overview }.sorted(by: NameOrder.precedes)
    try move(others.filter { !old.contains($0) }, staged)
    try move(others.filter { old.contains($0) }, staged)
    try move(staged[overview] == nil ? [] : [overview], staged)
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
        if let number = staged[file] { try FileWriter.rename(stagedPath(number), to: target) }
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

  private static func removeStaging(_ staging: String) {
    for entry in (try? DirectoryListing.entries(of: staging)) ?? [] {
      try? FileWriter.removeFile(staging + "/" + entry.name)
    }
    FileWriter.removeEmptyFolder(staging)
  }
}
