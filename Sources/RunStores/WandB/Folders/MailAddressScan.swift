internal import FileAccess
internal import Glibc

/// Looks for the user's e-mail address in wandb's own logs, which list its settings: `'email': 'ana@example.org'`.
enum MailAddressScan {
  private static let word = Array("email".utf8)
  /// How far before the `@` the word may stand.
  private static let reach = 100

  static func finds(in path: String) -> Bool {
    guard let reader = try? FileReader(path, followingLinks: false) else { return false }
    var rest: [UInt8] = []
    while let piece = try? reader.next(), !piece.isEmpty {
      rest += piece
      if rest.withUnsafeBufferPointer(finds) { return true }
      // What is split between two pieces is looked at with the next one.
      rest = Array(rest.suffix(reach))
    }
    return false
  }

  private static func finds(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var start = 0
    while start < bytes.count, let found = memchr(base + start, 0x40, bytes.count - start) {
      let at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      let before = bytes[max(0, at - reach)..<at].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      if let line = before.last, line.indices.contains(where: { line[$0...].starts(with: word) }) { return true }
      start = at + 1
    }
    return false
  }
}
