internal import FileAccess

/// The event files of a run.
enum EventFiles {
  /// Whether TensorBoard takes a file of that name for one (`EVENT_FILE_BASENAME_INFIX` in rustboard's logdir.rs).
  static func isName(_ name: String) -> Bool { name.contains("tfevents") }

  /// What in a folder is named like one, in the order in which its runs' events follow each other.
  static func entries(of folder: String) throws(FileFailure) -> [DirectoryEntry] {
    try DirectoryListing.entries(of: folder).filter { $0.kind != .directory && isName($0.name) }
  }
}
