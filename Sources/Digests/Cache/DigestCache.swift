public import Diagnostics
import FileAccess
public import Fingerprints
import Foundation
import GRDB
import Synchronization

/// Keeps one digest a run between builds, in a SQLite file, so that what did not change is not read again.
///
/// It can be removed at any time: it is made anew from the stores. Nothing in it is published. Some digests stay
/// in memory as well, up to a fixed size.
public final class DigestCache: Sendable {
  private struct Pending {
    var runs: [(CachedRun, [UInt8])] = []
    var size = 0
    var nextRecord: Int64
  }

  private struct Memory {
    var digests: [Int64: [UInt8]] = [:]
    var size = 0
  }

  let pool: DatabasePool
  private let pending: Mutex<Pending>
  private let memory = Mutex(Memory())
  /// Two builds that write to one cache would give one number to two digests.
  private let lock: FolderLock
  /// The folder to remove with the cache, if nobody asked for it to be kept.
  private let temporaryFolder: String?

  /// Records wait until this many bytes of them are there: a transaction for each would take longer than reading.
  private static let batchSize = 4 << 20
  /// How many digests one query brings.
  private static let readAhead: Int64 = 32
  /// How many bytes of digests stay in memory.
  private static let memoryLimit = 48 << 20

  /// Opens a cache, or makes one.
  ///
  /// - Parameters:
  ///   - folder: where it is kept; nil for one that goes with this value.
  ///   - readers: how many threads will ask at once.
  ///   - masking: the rules by which what is kept was masked; under others a cache is made anew.
  ///   - isFresh: whether what is there is thrown away.
  ///   - report: told in one line why a cache that was there had to be made anew.
  public init(
    folder: String?, readers: Int, masking: Fingerprint = .none, isFresh: Bool = false,
    report: (String) -> Void = { _ in }
  ) throws {
    temporaryFolder = folder == nil ? try DigestCache.makeTemporaryFolder() : nil
    let path = folder ?? temporaryFolder ?? "."
    try FileWriter.makeFolder(path)
    guard let lock = try FolderLock(path) else {
      throw CacheFailure(.busy, "\(path): another build is using this cache")
    }
    self.lock = lock
    pool = try CacheFile.open(
      path + "/digests.sqlite", readers: readers, masking: masking, isFresh: isFresh, report: report)
    let last = try pool.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM run") ?? 0 }
    pending = Mutex(Pending(nextRecord: last + 1))
  }

  deinit {
    // GRDB closes readers last, and those cannot bring what was written into the one file that is to stay.
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? pool.close()
    if let temporaryFolder { try? FileManager.default.removeItem(atPath: temporaryFolder) }
  }

  private static func makeTemporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("runreport-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  /// Asks the database; what SQLite says of a failure becomes a `CacheFailure`.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    do {
      return try pool.unsafeRead(body)
    } catch let error as DatabaseError {
      throw CacheFailure(error)
    }
  }

  /// Changes the database in one transaction.
  func write(_ body: (Database) throws -> Void) throws {
    do {
      try pool.write(body)
    } catch let error as DatabaseError {
      throw CacheFailure(error)
    }
  }

  // MARK: Runs

  /// What the cache has of a store's runs, by their keys.
  ///
  /// - Parameter store: names the store and how it is read; a store read otherwise is another one.
  public func runs(of store: String) throws -> [String: CachedRun] {
    try read { db in
      var known: [String: CachedRun] = [:]
      let statement = try db.makeStatement(sql: CachedRun.selection)
      let rows = try Row.fetchCursor(statement, arguments: [store])
      while try rows.next() != nil {
        let run = try CachedRun(steppedToBy: statement, store: store)
        known[run.key] = run
      }
      return known
    }
  }

  /// Takes a run that was read.
  ///
  /// - Parameters:
  ///   - digest: nil for a run that is left out by the way the store is read, or that cannot be read at all.
  ///   - source: of its files as they stood before they were read.
  ///   - diagnostics: what reading it reported, told again by every build that does not read it.
  public func add(
    _ digest: RunDigest?, key: String, store: String, source: Fingerprint, diagnostics: [Diagnostic]
  ) throws -> CachedRun {
    var writer = ByteWriter(reserving: 2048)
    digest?.write(to: &writer)
    // A copy of just its size: the writer's room for more would be kept as long as the digest.
    let bytes = [UInt8](unsafeUninitializedCapacity: writer.bytes.count) { buffer, count in
      count = writer.bytes.count
      _ = buffer.initialize(from: writer.bytes)
    }
    var hasher = FingerprintHasher()
    hasher.combine(bytes)
    let content = hasher.finish()
    let (run, full) = pending.withLock { pending in
      let record = pending.nextRecord
      pending.nextRecord += 1
      let run = CachedRun(
        store: store, key: key, record: record, source: source,
        entry: digest.map { RunEntry($0, record: record, source: source, content: content) },
        diagnostics: diagnostics)
      pending.runs.append((run, bytes))
      pending.size += bytes.count + 256
      guard pending.size >= DigestCache.batchSize else { return (run, [(CachedRun, [UInt8])]()) }
      defer {
        pending.runs = []
        pending.size = 0
      }
      return (run, pending.runs)
    }
    keep(bytes, record: run.record)
    try insert(full)
    return run
  }

  /// Writes what waits; after this `digest` knows every run that was added.
  public func flush() throws {
    let waiting = pending.withLock { pending in
      defer {
        pending.runs = []
        pending.size = 0
      }
      return pending.runs
    }
    try insert(waiting)
  }

  private func insert(_ runs: [(CachedRun, [UInt8])]) throws {
    guard !runs.isEmpty else { return }
    try write { db in
      for (run, digest) in runs {
        try run.insert(db)
        try db.cachedStatement(sql: "INSERT INTO digest (id, bytes) VALUES (?, ?)")
          .run(integers: [run.record], bytes: [digest])
      }
    }
  }

  /// Drops the records of runs that are gone from a store, by their keys.
  public func drop(_ keys: some Collection<String>, from store: String) throws {
    guard !keys.isEmpty else { return }
    try write { db in
      for key in keys { try CachedRun.delete(key: key, of: store, db) }
    }
  }

  // MARK: Digests

  /// The digest of a run.
  ///
  /// - Throws: `CacheFailure` if the file holds something else; it must then be made anew.
  public func digest(_ entry: RunEntry) throws -> RunDigest {
    let (kept, hasRoom) = memory.withLock { ($0.digests[entry.record], $0.size < DigestCache.memoryLimit) }
    if let kept { return try DigestCache.decode(kept) }
    // Those that were read together are asked for together: one query for some is little more than for one.
    let wanted = entry.record..<entry.record + (hasRoom ? DigestCache.readAhead : 1)
    let found = try read { db in
      try db.cachedStatement(sql: "SELECT id, bytes FROM digest WHERE id >= ? AND id < ?").fetchBytes(wanted)
    }
    guard let bytes = found.first(where: { $0.id == entry.record })?.bytes else {
      throw CacheFailure(.damaged, "a digest is missing")
    }
    for other in found { keep(other.bytes, record: other.id) }
    return try DigestCache.decode(bytes)
  }

  /// Gives back the memory of digests, once no page needs them any more.
  public func forgetDigests() {
    memory.withLock { $0 = Memory() }
  }

  private static func decode(_ bytes: [UInt8]) throws -> RunDigest {
    var reader = ByteReader(bytes)
    guard let digest = try? RunDigest(from: &reader), reader.isAtEnd else {
      throw CacheFailure(.damaged, "a digest is damaged")
    }
    return digest
  }

  private func keep(_ bytes: [UInt8], record: Int64) {
    memory.withLock { memory in
      guard memory.size + bytes.count <= DigestCache.memoryLimit else { return }
      if memory.digests.updateValue(bytes, forKey: record) == nil { memory.size += bytes.count + 96 }
    }
  }
}

extension Statement {
  /// The numbers and bytes of the rows with numbers in a range.
  fileprivate func fetchBytes(_ ids: Range<Int64>) throws -> [(id: Int64, bytes: [UInt8])] {
    var found: [(id: Int64, bytes: [UInt8])] = []
    let rows = try Row.fetchCursor(self, arguments: [ids.lowerBound, ids.upperBound])
    while let row = try rows.next() { found.append((row[0], bytes(at: 1))) }
    return found
  }
}
