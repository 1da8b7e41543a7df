import Synchronization

/// What changes with what is on each live page that was made.
final class LiveStamps: Sendable {
  private let stamps = Mutex<[String: String]>([:])

  func note(_ stamp: String, of page: String) { stamps.withLock { $0[page] = stamp } }

  func stamps(of files: [String]) -> [String: String] {
    stamps.withLock { stamps in
      stamps.isEmpty ? [:] : stamps.filter { files.contains($0.key) }
    }
  }
}
