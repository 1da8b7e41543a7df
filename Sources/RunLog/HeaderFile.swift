/// `run.json`, which is only ever replaced as a whole.
struct HeaderFile: Sendable {
  let folder: String

  var path: String { folder + "/run.json" }

  func read() throws(RunLogError) -> JSONMembers {
    guard let bytes = try System.read(path) else {
      throw RunLogError(
        .notFound, "there is no run in \(folder): it holds no run.json. Name the folder that start printed.")
    }
    guard let members = JSONMembers(bytes) else {
      throw RunLogError(
        .damaged, "\(path) is no JSON object, so nothing is changed in it. Repair it; metrics can still be logged.")
    }
    return members
  }

  /// Reads the file, changes it and puts it in its place, alone among those who do so by a lock beside it.
  ///
  /// Fields that `change` leaves alone keep their bytes; of two changes of one field, the last one stays.
  func update(_ change: (inout JSONMembers) -> Void) throws(RunLogError) {
    let lock = try FileLock(folder + "/.run.json.lock")
    var members = try read()
    let before = members.file
    change(&members)
    let after = members.file
    if after != before { try System.replace(path, after) }
    _ = consume lock
  }
}
