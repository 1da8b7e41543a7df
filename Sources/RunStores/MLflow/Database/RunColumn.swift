/// What is read of the table of runs, in the order it is asked for.
enum RunColumn: String, CaseIterable {
  case name, status, start_time, end_time, user_id, lifecycle_stage, experiment_id, artifact_uri

  /// Its number in a query for all of them.
  var place: Int { RunColumn.allCases.firstIndex(of: self) ?? 0 }
}
