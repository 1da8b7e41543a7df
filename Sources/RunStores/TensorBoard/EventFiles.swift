internal import FileAccess

/// The event files of a run.
enum EventFiles {
  /// Whether TensorBoard takes a file of that name for one (`EVENT_FILE_BASENAME_INFIX` in rustboard's logdir.rs).
  static func isName(_ name: String) -> Bool { name.contains("tfevents") }

  /// What TensorFlow's profiler ends its empty files with (`kProfileEmptySuffix` in `profiler/rpc/client/save_profile.cc`).
  private static let profileSuffix = ".profile-empty"

  /// The host in the name `events.out.tfevents.<seconds>.<host>.<pid>.<number><suffix>`, which TensorFlow 1 ends behind
  /// the host (`EventsWriter::InitIfNeeded` in `events_writer.cc`, `event_file_writer.py`); nil for other names.
  static func host(of name: String) -> String? {
    guard let infix = name.firstRange(of: "tfevents.") else { return nil }
    var tail = name[infix.upperBound...]
    if tail.hasSuffix(profileSuffix) { tail = tail.dropLast(profileSuffix.count) }
    let parts = tail.split(separator: ".", omittingEmptySubsequences: false)
    func isNumber(_ part: Substring) -> Bool { !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    guard parts.count > 1, isNumber(parts[0]) else { return nil }
    let rest = parts.dropFirst()
    // A bare address looks like host, process and number.
    let isAddress = rest.count == 4 && rest.allSatisfy { isNumber($0) && (Int($0) ?? 256) < 256 }
    var end = rest.endIndex
    if !isAddress {
      for last in rest.indices.dropFirst(2).reversed()
      where isNumber(rest[last - 1]) && rest[last].utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true {
        end = last - 1
        break
      }
    }
    let host = rest[..<end].joined(separator: ".")
    return host.isEmpty ? nil : host
  }

  /// What in a folder is named like one, in the order in which its runs' events follow each other.
  static func entries(of folder: String) throws(FileFailure) -> [DirectoryEntry] {
    try DirectoryListing.entries(of: folder).filter { $0.kind != .directory && isName($0.name) }
  }
}
