import FileAccess
import RunModel

/// The list of files a build wrote, kept as `manifest.json` in the site.
///
/// A later build removes only what stands here. The form is ours, read back line by line: one file a line,
/// `"path": size`, so that it needs no JSON reader and a person can read it too.
struct SiteManifest {
  static let fileName = "manifest.json"
  private static let head = Array("{\n  \"generator\": \"runreport\",\n  \"files\": {\n".utf8)

  /// The bytes of the file: a site may have hundreds of thousands of names, which are seldom asked for.
  private let bytes: [UInt8]

  /// The manifest of a folder; nil if the folder has none, or one of another program.
  init?(readingFrom folder: String) {
    guard let bytes = try? FileBytes.read(folder + "/" + SiteManifest.fileName), bytes.starts(with: SiteManifest.head)
    else { return nil }
    self.bytes = bytes
  }

  /// Calls `body` with the path of every file.
  ///
  /// A manifest comes from a folder anyone may have edited: paths that lead out of it are left out, so that no
  /// build removes files elsewhere.
  func forEach(_ body: (String) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = SiteManifest.head.count
      while index < bytes.count {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let line = bytes[index..<end]
        index = end + 1
        guard let open = line.firstIndex(of: UInt8(ascii: "\"")), let close = line.lastIndex(of: UInt8(ascii: "\"")),
          open < close
        else { continue }
        let path = String(decoding: line[(open + 1)..<close], as: UTF8.self)
        if SiteManifest.isSafe(path) { body(path) }
      }
    }
  }

  /// Whether these are the bytes of the file.
  func holds(_ other: [UInt8]) -> Bool { bytes == other }

  /// The bytes of a manifest.
  ///
  /// Paths hold only letters, digits and `-_./`, so nothing needs escaping.
  static func bytes(of files: [String: Int64], pool: WorkerPool = WorkerPool(width: 1)) -> [UInt8] {
    var bytes = head
    // At most 20 digits a size; growing step by step would take twice the memory.
    bytes.reserveCapacity(files.reduce(head.count + 10) { $0 + $1.key.utf8.count + 20 })
    var isFirst = true
    for path in pool.sorted(Array(files.keys)) {
      guard let size = files[path] else { continue }
      if !isFirst { bytes += ",\n".utf8 }
      isFirst = false
      bytes += "    \"".utf8
      bytes += path.utf8
      bytes += "\": ".utf8
      bytes += String(size).utf8
    }
    bytes += "\n  }\n}\n".utf8
    return bytes
  }

  /// Whether a path stays within the site.
  private static func isSafe(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.utf8.contains(UInt8(ascii: "\\"))
      && !path.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0.isEmpty }
  }
}
