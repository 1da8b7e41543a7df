internal import GRDB

/// Which of Trackio's tables and columns a database has.
struct TrackioSchema: Sendable {
  struct Unknown: Error {}

  /// The column that tells runs apart: `run_id`, or `run_name` in files of old versions.
  let key: String
  /// The same in the table of configurations; nil if there is no such table.
  let configKey: String?
  /// The same in the table of system metrics; nil if there is no such table.
  let systemKey: String?
  let alertKey: String?

  /// - Throws: `Unknown`, if it is no database of Trackio's.
  init(_ database: Database) throws {
    func key(of table: String, with needed: [String]) throws -> String? {
      let columns = try StoreDatabase.columns(of: table, in: database)
      guard columns.contains("run_name"), columns.isSuperset(of: needed) else { return nil }
      return columns.contains("run_id") ? "run_id" : "run_name"
    }
    guard let found = try key(of: "metrics", with: ["id", "timestamp", "step", "metrics"]) else { throw Unknown() }
    self.key = found
    configKey = try key(of: "configs", with: ["config"])
    systemKey = try key(of: "system_metrics", with: ["id", "timestamp", "metrics"])
    alertKey = try key(of: "alerts", with: ["id", "timestamp", "title", "text", "level", "step"])
  }
}
