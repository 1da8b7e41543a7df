import FileAccess
internal import Glibc

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
  func holds(_ other: [UInt8]) -> Bool { FileBytes.areSame(bytes[...], other[...]) }

  /// A path among the bytes of all paths, and the size of its file.
  ///
  /// To sort hundreds of thousands of strings would be to count references to them, mostly.
  private struct Line {
    var start: Int
    var length: Int32
    var size: Int64
  }

  /// The bytes of a manifest.
  ///
  /// Paths hold only letters, digits and `-_./`, so nothing needs escaping.
  static func bytes(of files: some Collection<(path: String, size: Int64)>) -> [UInt8] {
    var names: [UInt8] = []
    var lines: [Line] = []
    // Growing step by step would take twice the memory.
    names.reserveCapacity(files.reduce(0) { $0 + $1.path.utf8.count })
    lines.reserveCapacity(files.count)
    for (var path, size) in files {
      lines.append(Line(start: names.count, length: Int32(clamping: path.utf8.count), size: size))
      path.withUTF8 { names.append(contentsOf: $0) }
    }
    names.withUnsafeBytes { names in
      lines.sort { one, other in
        guard let start = names.baseAddress else { return false }
        let order = memcmp(start + one.start, start + other.start, Int(min(one.length, other.length)))
        return order == 0 ? one.length < other.length : order < 0
      }
    }
    var bytes = head
    func append(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
    // Of a size seldom more than ten digits.
    bytes.reserveCapacity(head.count + names.count + 20 * lines.count + 10)
    names.withUnsafeBufferPointer { names in
      for (place, line) in lines.enumerated() {
        append(place > 0 ? ",\n    \"" : "    \"")
        bytes.append(contentsOf: names[line.start..<line.start + Int(line.length)])
        append("\": ")
        var size = String(line.size)
        size.withUTF8 { bytes.append(contentsOf: $0) }
      }
    }
    append("\n  }\n}\n")
    return bytes
  }

  /// Whether a path stays within the site.
  private static func isSafe(_ path: String) -> Bool {
    // By bytes, and without arrays of parts: there are hundreds of thousands.
    var length = 0
    var isDots = true
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): return false
      case UInt8(ascii: "/"):
        if length == 0 || length == 2 && isDots { return false }
        length = 0
        isDots = true
      default:
        length += 1
        isDots = isDots && byte == UInt8(ascii: ".")
      }
    }
    return length > 0 && !(length == 2 && isDots)
  }
}
