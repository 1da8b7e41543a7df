internal import Glibc

/// Which file systems are mounted where, by `/proc/self/mountinfo` (proc(5)).
struct MountTable {
  private let mounts: [(point: String, type: String)]

  /// - Parameter text: of the file.
  init(_ text: String) {
    mounts = text.split(separator: "\n").compactMap { line in
      // 36 35 98:0 /root /mount/point options - type source options
      let fields = line.split(separator: " ")
      guard fields.count > 4, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else { return nil }
      return (MountTable.unescaped(fields[4]), String(fields[dash + 1]))
    }
  }

  /// What is mounted now; nothing where the system does not tell.
  static var current: MountTable {
    guard let file = fopen("/proc/self/mountinfo", "re") else { return MountTable("") }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { text += buffer[..<count] }
    return MountTable(String(decoding: text, as: UTF8.self))
  }

  /// The type of the file system a resolved path is on; nil if that is not known.
  func type(of path: String) -> String? {
    var best: (length: Int, type: String)?
    for mount in mounts {
      let isAbove = mount.point == "/" || path == mount.point || path.hasPrefix(mount.point + "/")
      // What was mounted later over the same folder hides what was there.
      if isAbove, mount.point.utf8.count >= best?.length ?? 0 { best = (mount.point.utf8.count, mount.type) }
    }
    return best?.type
  }

  /// Whether what others write to a resolved path may go unnoticed here: other machines tell this one nothing.
  func isRemote(_ path: String) -> Bool {
    guard let type = type(of: path) else { return false }
    return type.hasPrefix("fuse") || MountTable.remoteTypes.contains(type)
  }

  private static let remoteTypes: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "gpfs", "beegfs", "glusterfs", "orangefs",
    "pvfs2", "ocfs2", "gfs2", "vboxsf", "vmhgfs", "prl_fs", "virtiofs", "davfs", "panfs", "wekafs", "coda", "drvfs",
  ]

  /// `\040` is a space.
  private static func unescaped(_ field: Substring) -> String {
    guard field.contains("\\") else { return String(field) }
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.first {
      let digits = rest.dropFirst().prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
