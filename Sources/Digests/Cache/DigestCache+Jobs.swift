import GRDB

extension DigestCache {
  /// The bundles of jobs an earlier build of a site did.
  public func bundles(in site: String) throws -> [String] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT DISTINCT bundle FROM job WHERE site = ? ORDER BY bundle", arguments: [site])
    }
  }

  /// What an earlier build of a site made in the jobs of a bundle, by their names.
  ///
  /// - Parameter site: names the folder of the site.
  public func jobs(of bundle: String, in site: String) throws -> [String: JobRecord] {
    try read { db in
      var records: [String: JobRecord] = [:]
      let statement = try db.makeStatement(
        sql: "SELECT name, inputs, files FROM job WHERE site = ? AND bundle = ?")
      let rows = try Row.fetchCursor(statement, arguments: [site, bundle])
      while let row = try rows.next() {
        let name: String = row[0]
        records[name] = JobRecord(
          name: name, encodedInputs: statement.bytes(at: 1), encodedFiles: statement.bytes(at: 2))
      }
      return records
    }
  }

  /// Keeps what jobs of a bundle made.
  public func keep(_ records: [JobRecord], of bundle: String, in site: String) throws {
    guard !records.isEmpty else { return }
    try write { db in
      let statement = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO job (site, bundle, name, inputs, files) VALUES (?, ?, ?, ?, ?)")
      for record in records {
        try statement.run(texts: [site, bundle, record.name], bytes: [record.encodedInputs, record.encodedFiles])
      }
    }
  }

  /// Drops what is known of a site's jobs that are no longer there.
  public func dropJobs(named names: some Collection<String>, of bundle: String, in site: String) throws {
    guard !names.isEmpty else { return }
    try write { db in
      for name in names {
        try db.cachedStatement(sql: "DELETE FROM job WHERE site = ? AND bundle = ? AND name = ?")
          .execute(arguments: [site, bundle, name])
      }
    }
  }
}
