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
///
/// A first build stages its files under their own paths, and whole folders are moved.
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

  /// A file of the new site.
  struct NewFile {
    var size: Int64
    /// Under which number it waits in the staging folder; nil for one that is in its place already.
    var number: Int?
  }

  struct State {
    /// Every file of the new site, by its path.
    var files: [String: NewFile] = [:]
    var stagedCount = 0
    var unchanged = 0
  }

  let path: String
  let previous: SiteManifest?
  let staging: String
  private let lock: FolderLock
  let pool: WorkerPool
  let state = Mutex(State())

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
  ///
  /// - Parameter folder: the folder that the caller's last file waits in; those of a job are mostly of one folder.
  func put(_ bytes: [UInt8], at file: String, in folder: inout OpenFolder?) throws(FileFailure) -> JobRecord.File {
    if previous != nil {
      let target = path + "/" + file
      if FileBytes.entry(at: target)?.size == Int64(bytes.count), let old = try? FileBytes.read(target),
        FileBytes.areSame(old[...], bytes[...])
      {
        return claim(unchanged: file, size: Int64(bytes.count))
      }
    }
    let waiting = claim(changed: file, size: Int64(bytes.count))
    let version = try open(PathText.parent(of: waiting), &folder).write(bytes, to: PathText.lastPart(of: waiting))
    return JobRecord.File(path: file, size: version.size, changed: version.changed)
  }

  /// Takes a file made piece by piece; keeps the old one if it turns out to hold the same.
  func stream(
    to file: String, in folder: inout OpenFolder?,
    _ body: (_ append: (inout [UInt8]) throws -> Void) throws -> Void
  ) throws -> JobRecord.File {
    let number = nextNumber()
    let waiting = place(number, of: file)
    _ = try open(PathText.parent(of: waiting), &folder)
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
    state.withLock { $0.files[file] = NewFile(size: size, number: number) }
    return record(file, at: waiting)
  }

  /// Takes a copy of a file as part of the new site; one of the same size and time is taken as unchanged.
  func copy(
    _ source: String, size: Int64, to file: String, in folder: inout OpenFolder?
  ) throws(FileFailure) -> JobRecord.File {
    if FileBytes.isSameVersion(source, path + "/" + file) { return claim(unchanged: file, size: size) }
    let waiting = claim(changed: file, size: size)
    _ = try open(PathText.parent(of: waiting), &folder)
    try FileWriter.copy(source, to: waiting, limit: size)
    return record(file, at: waiting)
  }

  /// Takes a second name for a file of the new site, which takes no room of its own where the file system has links.
  func duplicate(
    _ made: String, at file: String, in folder: inout OpenFolder?
  ) throws(FileFailure) -> JobRecord.File {
    let source = location(of: made)
    let size = FileBytes.entry(at: source)?.size ?? 0
    if previous != nil, try FileBytes.areEqual(source, path + "/" + file) { return claim(unchanged: file, size: size) }
    let waiting = claim(changed: file, size: size)
    _ = try open(PathText.parent(of: waiting), &folder)
    try FileWriter.duplicate(source, to: waiting)
    return record(file, at: waiting)
  }

  /// Where a file of the new site is: waiting to be moved, or in its place already.
  func location(of file: String) -> String {
    state.withLock { $0.files[file]?.number }.map { place($0, of: file) } ?? path + "/" + file
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
      for file in files { state.files[file.path] = NewFile(size: file.size) }
      state.unchanged += files.count
    }
    return true
  }

  /// Enters a file in the manifest that is written by somebody else, when the site is in its place.
  func reserve(_ file: String) throws(OutputFailure) {
    if previous == nil, FileBytes.entry(at: path + "/" + file, followingLinks: false) != nil {
      throw OutputFailure(folder: path, problem: .wouldOverwrite(path: file))
    }
    _ = claim(unchanged: file, size: 0)
  }

  private func claim(unchanged file: String, size: Int64) -> JobRecord.File {
    state.withLock { state in
      state.files[file] = NewFile(size: size)
      state.unchanged += 1
    }
    return record(file, at: path + "/" + file)
  }

  /// Enters a file in the manifest and says where to write it.
  private func claim(changed file: String, size: Int64) -> String {
    let number = state.withLock { state in
      state.stagedCount += 1
      state.files[file] = NewFile(size: size, number: state.stagedCount)
      return state.stagedCount
    }
    return place(number, of: file)
  }

  /// Where a file may stand for a while that is no part of the site.
  func scratch() -> String { staging + "/scratch-\(nextNumber())" }

  private func nextNumber() -> Int {
    state.withLock { state in
      state.stagedCount += 1
      return state.stagedCount
    }
  }

  /// Where a file waits.
  func place(_ number: Int, of file: String) -> String {
    previous == nil ? staging + "/" + file : staging + "/" + String(number)
  }

  /// A folder to write to: the one at hand, if it is that.
  private func open(_ path: String, _ folder: inout OpenFolder?) throws(FileFailure) -> OpenFolder {
    if let folder, folder.path == path { return folder }
    let opened = try OpenFolder(making: path)
    folder = opened
    return opened
  }

  private func record(_ file: String, at place: String) -> JobRecord.File {
    let version = FileBytes.version(of: place)
    return JobRecord.File(path: file, size: version?.size ?? 0, changed: version?.changed ?? 0)
  }

  /// Removes what a build that died, or gave up, left behind.
  static func removeStaging(_ staging: String, depth: Int = 0) {
    for entry in (try? DirectoryListing.entries(of: staging)) ?? [] {
      let place = staging + "/" + entry.name
      if entry.kind == .directory, depth < 64 {
        removeStaging(place, depth: depth + 1)
      } else {
        try? FileWriter.removeFile(place)
      }
    }
    FileWriter.removeEmptyFolder(staging)
  }
}
