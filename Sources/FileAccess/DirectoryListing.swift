internal import Glibc

/// Folders listed in the order of names, so that nothing downstream depends on the file system's order.
public enum DirectoryListing {
  /// The entries of a folder, sorted by the bytes of their names, `.` and `..` left out.
  ///
  /// Sizes are not filled in: `readdir` knows the kind of an entry for nothing, its size costs a call.
  /// Names that are not UTF-8 are repaired with U+FFFD and then cannot be opened; they show as unreadable.
  public static func entries(of path: String) throws(FileFailure) -> [DirectoryEntry] {
    // Sorted before there are strings: to sort those is to count references to them, mostly.
    var names: [CChar] = []
    var found: [(start: Int, type: UInt8)] = []
    try forEachName(in: path) { name, type in
      found.append((names.count, type))
      names.append(contentsOf: UnsafeBufferPointer(start: name, count: strlen(name) + 1))
      return true
    }
    return names.withUnsafeBufferPointer { names in
      guard let base = names.baseAddress else { return [] }
      found.sort { strcmp(base + $0.start, base + $1.start) < 0 }
      return found.map { entry(base + $0.start, $0.type, in: path) }
    }
  }

  /// Whether a folder has an entry of some kind; looks at them in no order, and no further than to the first.
  public static func contains(in path: String, where isWanted: (DirectoryEntry) -> Bool) throws(FileFailure) -> Bool {
    var isFound = false
    try forEachName(in: path) { name, type in
      isFound = isWanted(entry(name, type, in: path))
      return !isFound
    }
    return isFound
  }

  /// Calls `body` for each name but `.` and `..` until it gives false.
  private static func forEachName(
    in path: String, _ body: (UnsafePointer<CChar>, _ type: UInt8) -> Bool
  ) throws(FileFailure) {
    guard let directory = opendir(path) else { throw FileFailure(path, errno) }
    defer { closedir(directory) }
    while let item = readdir(directory) {
      let goesOn = withUnsafePointer(to: &item.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || body(name, item.pointee.d_type)
        }
      }
      guard goesOn else { return }
    }
  }

  private static func entry(_ name: UnsafePointer<CChar>, _ type: UInt8, in path: String) -> DirectoryEntry {
    let name = String(cString: name)
    return DirectoryEntry(name: name, kind: kind(type, path: path, name: name))
  }

  /// Every file below a folder, in the order of paths, folders not followed through symbolic links.
  ///
  /// - Parameters:
  ///   - skipping: asked with the path relative to `root` of each entry; true leaves it out.
  ///   - visit: the path relative to `root` and the entry, its size filled in; never a folder.
  ///   - failed: a folder that could not be listed.
  public static func walk(
    _ root: String, skipping: (String, DirectoryEntry) -> Bool = { _, _ in false },
    visit: (String, DirectoryEntry) -> Void, failed: (FileFailure) -> Void
  ) {
    walk(root, prefix: "", depth: 0, skipping: skipping, visit: visit, failed: failed)
  }

  /// Folders deeper than this are a mistake or an attack.
  private static let depthLimit = 64

  private static func walk(
    _ root: String, prefix: String, depth: Int, skipping: (String, DirectoryEntry) -> Bool,
    visit: (String, DirectoryEntry) -> Void, failed: (FileFailure) -> Void
  ) {
    let folder = prefix.isEmpty ? root : root + "/" + prefix
    guard depth < depthLimit else {
      failed(FileFailure(folder, reason: "is nested deeper than \(depthLimit) folders"))
      return
    }
    let entries: [DirectoryEntry]
    do {
      entries = try DirectoryListing.entries(of: folder)
    } catch {
      failed(error)
      return
    }
    for entry in entries {
      let path = prefix.isEmpty ? entry.name : prefix + "/" + entry.name
      if skipping(path, entry) { continue }
      if entry.kind == .directory {
        walk(root, prefix: path, depth: depth + 1, skipping: skipping, visit: visit, failed: failed)
      } else {
        let full = FileBytes.entry(at: root + "/" + path, followingLinks: false)
        visit(path, full ?? entry)
      }
    }
  }

  private static func kind(_ type: UInt8, path: String, name: String) -> DirectoryEntry.Kind {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .directory
    case Int(DT_LNK): .symbolicLink
    // Some file systems leave the type to lstat.
    case Int(DT_UNKNOWN): FileBytes.entry(at: path + "/" + name, followingLinks: false)?.kind ?? .special
    default: .special
    }
  }
}
