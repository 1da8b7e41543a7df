import Diagnostics
import GRDB
import RunModel
import TestSupport

@testable import RunStores

/// Databases a test writes, with MLflow's schema as it was in some year.
enum SQLFixture {
  /// As of early 2019, before `metrics` had steps.
  static let schema2019 = [
    """
    CREATE TABLE experiments (
      experiment_id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(256) NOT NULL UNIQUE, artifact_location VARCHAR(256),
      lifecycle_stage VARCHAR(32))
    """,
    """
    CREATE TABLE runs (
      run_uuid VARCHAR(32) NOT NULL PRIMARY KEY, name VARCHAR(250), source_type VARCHAR(20), source_name VARCHAR(500),
      entry_point_name VARCHAR(50), user_id VARCHAR(256), status VARCHAR(20), start_time BIGINT, end_time BIGINT,
      source_version VARCHAR(50), lifecycle_stage VARCHAR(20), artifact_uri VARCHAR(200), experiment_id INTEGER)
    """,
    """
    CREATE TABLE metrics (
      key VARCHAR(250) NOT NULL, value FLOAT, timestamp BIGINT NOT NULL, run_uuid VARCHAR(32) NOT NULL,
      PRIMARY KEY (key, timestamp, run_uuid))
    """,
    "CREATE TABLE params (key VARCHAR(250) NOT NULL, value VARCHAR(250), run_uuid VARCHAR(32), PRIMARY KEY (key, run_uuid))",
    "CREATE TABLE tags (key VARCHAR(250) NOT NULL, value VARCHAR(250), run_uuid VARCHAR(32), PRIMARY KEY (key, run_uuid))",
  ]

  /// As of 2020: steps, NaN, latest metrics and experiment tags; no index by run yet.
  static let schema2020 =
    schema2019.filter { !$0.contains("TABLE metrics") } + [
      """
      CREATE TABLE metrics (
        key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT NOT NULL, run_uuid VARCHAR(32) NOT NULL,
        step BIGINT DEFAULT '0' NOT NULL, is_nan BOOLEAN DEFAULT '0' NOT NULL,
        PRIMARY KEY (key, timestamp, step, run_uuid, value, is_nan))
      """,
      """
      CREATE TABLE latest_metrics (
        key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp BIGINT, step BIGINT NOT NULL, is_nan BOOLEAN NOT NULL,
        run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid))
      """,
      """
      CREATE TABLE experiment_tags (
        key VARCHAR(250) NOT NULL, value VARCHAR(5000), experiment_id INTEGER NOT NULL, PRIMARY KEY (key, experiment_id))
      """,
      "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
      "INSERT INTO alembic_version VALUES ('0a8213491aaa')",
    ]

  /// As of 2026: indices by run, workspaces.
  static let schema2026 =
    schema2020.filter { !$0.contains("TABLE experiments") } + [
      """
      CREATE TABLE experiments (
        experiment_id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(256) NOT NULL, artifact_location VARCHAR(256),
        lifecycle_stage VARCHAR(32), creation_time BIGINT, last_update_time BIGINT,
        workspace VARCHAR(63) DEFAULT 'default' NOT NULL, UNIQUE (workspace, name))
      """,
      "ALTER TABLE runs ADD COLUMN deleted_time BIGINT",
      "CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid)",
      "CREATE INDEX index_metrics_run_uuid_key_step ON metrics (run_uuid, key, step)",
      "CREATE INDEX index_params_run_uuid ON params (run_uuid)",
      "CREATE INDEX index_tags_run_uuid ON tags (run_uuid)",
    ]

  /// An experiment with its id for a name, if it is given none.
  static func experiment(_ id: Int, _ name: String? = nil, stage: String = "active", location: String = "") -> String {
    """
    INSERT INTO experiments (experiment_id, name, lifecycle_stage, artifact_location)
    VALUES (\(id), '\(name ?? String(id))', '\(stage)', '\(location)')
    """
  }

  static func run(
    _ id: String, in experiment: Int = 1, name: String = "", status: String = "FINISHED", start: Int = 1_000,
    stage: String = "active", artifacts: String = ""
  ) -> String {
    """
    INSERT INTO runs (run_uuid, name, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri, experiment_id)
    VALUES ('\(id)', '\(name)', 'ana', '\(status)', \(start), \(start + 500), '\(stage)', '\(artifacts)', \(experiment))
    """
  }

  static func metric(_ run: String, _ key: String, _ value: String, time: Int, step: Int, isNaN: Int = 0) -> String {
    """
    INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan)
    VALUES ('\(key)', \(value), \(time), '\(run)', \(step), \(isNaN))
    """
  }

  static func tag(_ run: String, _ key: String, _ value: String) -> String {
    "INSERT INTO tags (key, value, run_uuid) VALUES ('\(key)', '\(value)', '\(run)')"
  }

  static func parameter(_ run: String, _ key: String, _ value: String) -> String {
    "INSERT INTO params (key, value, run_uuid) VALUES ('\(key)', '\(value)', '\(run)')"
  }

  /// Does some statements in a database, made if it is not there.
  static func write(_ path: String, _ statements: [String]) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      for statement in statements where statement.hasPrefix("PRAGMA") { try db.execute(sql: statement) }
      try db.inTransaction {
        for statement in statements where !statement.hasPrefix("PRAGMA") { try db.execute(sql: statement) }
        return .commit
      }
    }
    try queue.close()
  }
}

/// Everything in a store, read the way a build does.
struct DatabaseContents {
  var experiments: [ExperimentListing]
  /// By their keys.
  var runs: [String: Run]
  var messages: [String]

  init(_ store: any RunStore) {
    let diagnostics = DiagnosticCollector()
    experiments = store.experiments(reporting: diagnostics)
    let references = experiments.flatMap(\.runs)
    var runs: [String: Run] = [:]
    store.load(references) { place, loaded in
      runs[references[place].key] = loaded.run
      for diagnostic in loaded.diagnostics { diagnostics.add(diagnostic) }
    }
    self.runs = runs
    messages = diagnostics.sorted.map(\.description)
  }
}
