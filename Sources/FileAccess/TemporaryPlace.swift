internal import Glibc

/// A folder of this process alone, removed with all that is in it when the value goes.
public final class TemporaryPlace: Sendable {
  public let path: String

  /// Makes one below `$TMPDIR`, else `/tmp`.
  public init() throws(FileFailure) {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let pattern = (root.isEmpty ? "/tmp" : PathText.withoutTrailingSlash(root)) + "/runreport-XXXXXX"
    var name = Array(pattern.utf8CString)
    guard mkdtemp(&name) != nil else { throw FileFailure(pattern, errno) }
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { TemporaryPlace.remove(path) }

  private static func remove(_ folder: String) {
    for entry in (try? DirectoryListing.entries(of: folder)) ?? [] {
      let path = folder + "/" + entry.name
      if entry.kind == .directory { remove(path) } else { unlink(path) }
    }
    rmdir(folder)
  }
}
