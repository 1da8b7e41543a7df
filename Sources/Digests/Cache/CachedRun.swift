public import Diagnostics
public import Fingerprints
import GRDB
import RunModel

/// What the cache knows of one run without its digest.
public struct CachedRun: Sendable {
  var store: String
  public var key: String
  var record: Int64
  /// Of the run's files as they stood when they were read.
  public var source: Fingerprint
  /// Nil for a run that is left out.
  public var entry: RunEntry?
  /// What reading the run reported.
  public var diagnostics: [Diagnostic]

  init(
    store: String, key: String, record: Int64, source: Fingerprint, entry: RunEntry?, diagnostics: [Diagnostic]
  ) {
    self.store = store
    self.key = key
    self.record = record
    self.source = source
    self.entry = entry
    self.diagnostics = diagnostics
  }
}

extension CachedRun {
  static let selection = "SELECT id, key, source, entry, diagnostics FROM run WHERE store = ?"

  /// The row that was stepped to last.
  init(steppedToBy statement: Statement, store: String) throws {
    guard let source = Fingerprint(bytes: statement.bytes(at: 2)) else {
      throw CacheFailure(.damaged, "a record is damaged")
    }
    let record = statement.integer(at: 0)
    let entry = try CachedRun.decode(statement.bytes(at: 3)) { reader throws(ByteReader.Damage) in
      try RunEntry(from: &reader, record: record, source: source)
    }
    let diagnostics = try CachedRun.decode(statement.bytes(at: 4)) { reader throws(ByteReader.Damage) in
      try reader.list { reader throws(ByteReader.Damage) in try Diagnostic(from: &reader) }
    }
    self.init(
      store: store, key: statement.text(at: 1), record: record, source: source, entry: entry,
      diagnostics: diagnostics ?? [])
  }

  /// Puts the run in the place of what the cache has under its key.
  func insert(_ db: Database) throws {
    try CachedRun.delete(key: key, of: store, db)
    let entry = entry.map { entry in
      var writer = ByteWriter(reserving: 160)
      entry.write(to: &writer)
      return writer.bytes
    }
    var told: [UInt8]?
    if !diagnostics.isEmpty {
      var writer = ByteWriter()
      writer.list(diagnostics) { $1.write(to: &$0) }
      told = writer.bytes
    }
    try db.cachedStatement(
      sql: "INSERT INTO run (id, store, key, source, entry, diagnostics) VALUES (?, ?, ?, ?, ?, ?)"
    ).run(integers: [record], texts: [store, key], bytes: [source.bytes, entry, told])
  }

  static func delete(key: String, of store: String, _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "SELECT id FROM run WHERE store = ? AND key = ?")
    guard let old = try Int64.fetchOne(statement, arguments: [store, key]) else { return }
    try db.cachedStatement(sql: "DELETE FROM digest WHERE id = ?").execute(arguments: [old])
    try db.cachedStatement(sql: "DELETE FROM run WHERE id = ?").execute(arguments: [old])
  }

  /// Nil for no bytes: what is kept there takes at least one.
  private static func decode<T>(
    _ bytes: [UInt8], _ read: (inout ByteReader) throws(ByteReader.Damage) -> T
  ) throws -> T? {
    guard !bytes.isEmpty else { return nil }
    var reader = ByteReader(bytes)
    do {
      return try read(&reader)
    } catch {
      throw CacheFailure(.damaged, "a record is damaged")
    }
  }
}

extension RunEntry {
  func write(to writer: inout ByteWriter) {
    writer.string(id)
    writer.string(name)
    writer.optional(parent)
    writer.optional(start) { $0.signed($1.milliseconds) }
    writer.byte(status.code)
    writer.optional(computeTarget)
    writer.flag(isDeleted)
    writer.optional(lastSign) { $0.signed($1.milliseconds) }
    writer.unsigned(content.high)
    writer.unsigned(content.low)
  }

  convenience init(
    from reader: inout ByteReader, record: Int64, source: Fingerprint
  ) throws(ByteReader.Damage) {
    self.init(
      record: record, id: try reader.string(), name: try reader.string(), parent: try reader.optionalString(),
      start: try reader.flag() ? Timestamp(milliseconds: try reader.signed()) : nil,
      status: try RunStatus(code: reader.byte()),
      computeTarget: try reader.optionalString().map(SharedNames.one), isDeleted: try reader.flag(),
      lastSign: try reader.flag() ? Timestamp(milliseconds: try reader.signed()) : nil, source: source,
      content: Fingerprint(high: try reader.unsigned(), low: try reader.unsigned()))
  }
}

extension Diagnostic {
  func write(to writer: inout ByteWriter) {
    writer.flag(severity == .warning)
    writer.optional(file)
    writer.optional(line) { $0.signed(Int64($1)) }
    writer.string(message)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Damage) {
    let severity: Severity = try reader.flag() ? .warning : .note
    let file = try reader.optionalString()
    let line = try reader.flag() ? Int(try reader.signed()) : nil
    self.init(severity, file: file, line: line, try reader.string())
  }
}
