import Foundation

/// The names, sizes and times of everything in a folder, to tell whether anything was touched.
struct FolderState: Equatable {
  private var entries: [String: [String]] = [:]

  init(_ path: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path) + ["."]
    for name in names {
      var status = stat()
      guard lstat(path + "/" + name, &status) == 0 else { continue }
      entries[name] = [
        "\(status.st_size)", "\(status.st_mode)", "\(status.st_ino)",
        "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)",
        "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)",
      ]
    }
  }

  var names: [String] { entries.keys.sorted() }
}
