import FileAccess
import Fingerprints
import Foundation
import GRDB

/// The SQLite file of a cache: its schema, and what happens to one that does not fit.
enum CacheFile {
  /// To be raised with every change of the schema or of what is encoded in it.
  private static let version = 11
  /// `RRPT`: says that the file is ours to remove.
  private static let applicationID = 0x5252_5054

  private static let schema = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY, store TEXT NOT NULL, key TEXT NOT NULL, source BLOB NOT NULL, entry BLOB,
      diagnostics BLOB, UNIQUE (store, key));
    CREATE TABLE digest (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE experiment (
      key TEXT PRIMARY KEY, inputs BLOB NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE job (
      site TEXT NOT NULL, bundle TEXT NOT NULL, name TEXT NOT NULL, inputs BLOB NOT NULL, files BLOB NOT NULL,
      PRIMARY KEY (site, bundle, name)) WITHOUT ROWID;
    CREATE TABLE masking (rules BLOB NOT NULL);
    """

  /// Opens the file, or makes it anew where it is missing, damaged, of another version or masked by other rules.
  ///
  /// - Parameter masking: the rules. What they mask now may stand in a digest that was made under others, and in what a
  ///   removed row leaves in the file.
  static func open(
    _ path: String, readers: Int, masking: Fingerprint, isFresh: Bool, report: (String) -> Void
  ) throws -> DatabasePool {
    if FileBytes.isFile(path), !isFresh {
      do {
        let pool = try pool(path, readers: readers)
        let (application, found) = try pool.read { db in
          // Reading the schema is what fails first on a damaged file.
          _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
          return (
            try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
            try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
          )
        }
        let isCurrent = application == applicationID && found == version
        if isCurrent, try pool.read({ try Data.fetchOne($0, sql: "SELECT rules FROM masking") }) == Data(masking.bytes)
        {
          return pool
        }
        guard application == applicationID || application == 0 && found == 0 else {
          throw CacheFailure(
            .foreign, "\(path): a database of another program; give --cache another folder")
        }
        try pool.close()
        report("\(path): made by \(isCurrent ? "other rules of masking" : "another version of the program"), made anew")
      } catch let failure as CacheFailure {
        throw failure
      } catch {
        report("\(path): damaged, made anew")
      }
    }
    try remove(path)
    do {
      let pool = try pool(path, readers: readers, isNew: true)
      try pool.write { db in
        try db.execute(sql: schema)
        try db.execute(sql: "INSERT INTO masking (rules) VALUES (?)", arguments: [Data(masking.bytes)])
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(version)")
      }
      return pool
    } catch let error as DatabaseError {
      throw CacheFailure(.system, error.message ?? error.resultCode.description)
    }
  }

  /// Removes a cache's file and what SQLite keeps beside it.
  static func remove(_ path: String) throws {
    for ending in ["", "-wal", "-shm"] { try FileWriter.removeFile(path + ending) }
  }

  private static func pool(_ path: String, readers: Int, isNew: Bool = false) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.maximumReaderCount = max(1, readers)
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      // What a power failure takes is read from the stores again.
      try db.execute(sql: "PRAGMA synchronous = OFF")
      try db.execute(sql: "PRAGMA mmap_size = 0")
      // A digest has a few KB: of the largest pages little is left empty behind the last that fits.
      if isNew { try db.execute(sql: "PRAGMA page_size = 65536") }
    }
    return try DatabasePool(path: path, configuration: configuration)
  }
}
