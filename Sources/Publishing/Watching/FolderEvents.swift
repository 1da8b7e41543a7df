import FileAccess
internal import Glibc

/// What the system tells of changes in folders: inotify(7) on each folder of some trees, new folders as they come.
///
/// Only that something changed is kept, not what: a build finds that out by itself.
final class FolderEvents {
  /// Why a tree is not watched by events.
  enum Obstacle: Error, Hashable {
    /// This user may watch no more folders.
    case limit
    /// There is no such folder, or not any more.
    case missing
    case system(Int32)
  }

  /// More folders than this are looked at instead: the kernel keeps a kilobyte for each.
  static let folderLimit = 100_000
  /// Deeper folders are a mistake or an attack.
  private static let depthLimit = 64

  /// Folders that tools fill and no store is in: they can be many, and change when nothing of a run does.
  private static let ignored: Set<String> = [
    ".git", ".hg", ".svn", ".venv", ".tox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints",
    "node_modules", "__pycache__",
  ]

  private static let mask = UInt32(
    IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
      | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK)

  /// To wait for with `poll`; readable when something changed.
  let descriptor: Int32
  /// Never looked into: what this program writes.
  private let excluding: Set<String>
  private let limit: Int
  private var folders: [Int32: (path: String, depth: Int)] = [:]
  /// The trees asked for.
  private var roots: Set<String> = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameters:
  ///   - excluding: resolved folders never looked into, whether they are there or not.
  ///   - limit: how many folders are watched at most.
  init(excluding: [String], limit: Int = FolderEvents.folderLimit) throws(Obstacle) {
    self.excluding = Set(excluding)
    self.limit = limit
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { throw errno == EMFILE ? .limit : .system(errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// How many folders are watched.
  var count: Int { folders.count }

  /// Watches a resolved folder and those below it.
  ///
  /// What changes in them from now on is told; what changed before is for the caller to look at.
  func add(_ root: String) throws(Obstacle) {
    try watch(root, depth: 0)
    roots.insert(root)
  }

  /// Watches a folder, but not those in it.
  func add(only folder: String) throws(Obstacle) {
    try watch(folder, depth: FolderEvents.depthLimit)
    roots.insert(folder)
  }

  /// What was seen since the last call.
  struct Seen {
    var hasChanges = false
    /// Trees that went away or were moved: they are not watched any more.
    var lost: Set<String> = []
  }

  /// Takes what waits, without waiting for more.
  func take() throws(Obstacle) -> Seen {
    var seen = Seen()
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return seen }
      for event in events(in: count) { try take(event, &seen) }
    }
  }

  private struct Event {
    var watch: Int32
    var mask: UInt32
    var name: String
  }

  /// Takes the events in the first bytes of the buffer apart.
  private func events(in count: Int) -> [Event] {
    buffer.withUnsafeBytes { bytes in
      var events: [Event] = []
      var place = 0
      let size = MemoryLayout<inotify_event>.size
      while place + size <= count {
        let head = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
        let name = bytes[(place + size)..<min(count, place + size + Int(head.len))].prefix { $0 != 0 }
        // A name is asked for with folders only; of files there are many events.
        let isFolder = head.mask & UInt32(IN_ISDIR) != 0
        events.append(
          Event(watch: head.wd, mask: head.mask, name: isFolder ? String(decoding: name, as: UTF8.self) : ""))
        place += size + Int(head.len)
      }
      return events
    }
  }

  private func take(_ event: Event, _ seen: inout Seen) throws(Obstacle) {
    func has(_ flag: Int32) -> Bool { event.mask & UInt32(bitPattern: flag) != 0 }
    if has(IN_Q_OVERFLOW) {
      seen.hasChanges = true
      // Folders may have come that nobody told of.
      for root in roots where (try? watch(root, depth: depth(of: root))) == nil { lose(root, &seen) }
      return
    }
    guard let folder = folders[event.watch] else { return }
    if has(IN_IGNORED) {
      folders[event.watch] = nil
      // What it is in was unmounted.
      if roots.contains(folder.path) {
        seen.hasChanges = true
        lose(folder.path, &seen)
      }
      return
    }
    if has(IN_DELETE_SELF) || has(IN_MOVE_SELF) {
      seen.hasChanges = true
      if roots.contains(folder.path) { lose(folder.path, &seen) }
      return
    }
    guard has(IN_ISDIR) else {
      seen.hasChanges = true
      return
    }
    let path = folder.path == "/" ? "/" + event.name : folder.path + "/" + event.name
    if isLeftOut(event.name, path) { return }
    seen.hasChanges = true
    if has(IN_MOVED_FROM) { forget(below: path) }
    if has(IN_CREATE) || has(IN_MOVED_TO) {
      // One that is gone again by now is no failure.
      do { try watch(path, depth: folder.depth + 1) } catch .missing {}
    }
  }

  private func isLeftOut(_ name: String, _ path: String) -> Bool {
    FolderEvents.ignored.contains(name) || excluding.contains(path)
  }

  private func depth(of root: String) -> Int { folders.values.first { $0.path == root }?.depth ?? 0 }

  private func lose(_ root: String, _ seen: inout Seen) {
    roots.remove(root)
    forget(below: root)
    seen.lost.insert(root)
  }

  /// Watches no folder any more that is, or was, at a path or below it.
  private func forget(below path: String) {
    for (watch, folder) in folders where PathText.isInside(folder.path, folder: path) {
      inotify_rm_watch(descriptor, watch)
      folders[watch] = nil
    }
  }

  private func watch(_ path: String, depth: Int) throws(Obstacle) {
    guard folders.count < limit else { throw .limit }
    let watch = inotify_add_watch(descriptor, path, FolderEvents.mask)
    guard watch >= 0 else {
      switch errno {
      case ENOSPC, ENOMEM: throw .limit
      case ENOENT, ENOTDIR, ELOOP: throw .missing
      // What may not be read is not in the site either.
      case EACCES: return
      default: throw .system(errno)
      }
    }
    // A folder that is watched for itself and below another one is watched as the one with more below it.
    let depth = folders[watch].flatMap { $0.path == path ? min($0.depth, depth) : nil } ?? depth
    folders[watch] = (path, depth)
    guard depth < FolderEvents.depthLimit, let entries = try? DirectoryListing.entries(of: path) else { return }
    for entry in entries where entry.kind == .directory {
      let below = path == "/" ? "/" + entry.name : path + "/" + entry.name
      if isLeftOut(entry.name, below) { continue }
      do { try self.watch(below, depth: depth + 1) } catch .missing {}
    }
  }
}
