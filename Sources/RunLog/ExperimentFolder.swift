internal import Glibc

/// Finds the folder of an experiment in a store, or makes it.
enum ExperimentFolder {
  static func make(in store: String, named name: String) throws(RunLogError) -> String {
    guard !name.isEmpty else { throw RunLogError(.invalid, "an experiment's name is empty. Give it one.") }
    try System.makeFolders(store)
    let folder = store + "/" + SafeName.of(name)
    if !System.exists(folder), let known = find(name, in: store) { return known }
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw RunLogError("make the folder", folder, errno) }
    if SafeName.of(name) != name, !System.exists(folder + "/experiment.json") {
      var members = JSONMembers()
      members.set("name", name)
      _ = try System.createWhole(folder + "/experiment.json", members.file)
    }
    return folder
  }

  /// An experiment whose file gives it this name or id.
  private static func find(_ name: String, in store: String) -> String? {
    for folder in System.names(in: store).map({ store + "/" + $0 }) {
      guard let bytes = try? System.read(folder + "/experiment.json"), let members = JSONMembers(bytes) else {
        continue
      }
      if members.text("name") == name || members.text("id") == name { return folder }
    }
    return nil
  }
}
