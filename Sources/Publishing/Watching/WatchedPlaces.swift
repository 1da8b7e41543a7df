import FileAccess
internal import Glibc
import RunStores

/// Where changes of some stores show: by events where the system tells them, else by looking again and again.
final class WatchedPlaces {
  private let locations: [String]
  private let excluding: [String]
  private let mounts: MountTable
  private let folderLimit: Int
  /// nil where nothing is told by events.
  private var events: FolderEvents?
  /// Locations that are to be watched by events and are not there yet, or not any more.
  private var missing: Set<String> = []
  /// Why some places are looked at, a line each, told once.
  private var notes: [String] = []
  private var told: Set<String> = []

  /// Whether some place must be looked at, since nobody tells of changes there.
  private(set) var needsLooking = false

  /// - Parameters:
  ///   - locations: paths and addresses, as their user wrote them.
  ///   - excluding: folders that the watcher writes to itself.
  init(
    _ locations: [String], excluding: [String], mounts: MountTable = .current,
    folderLimit: Int = FolderEvents.folderLimit
  ) {
    self.locations = locations
    self.excluding = excluding.compactMap(PathText.resolvedOrFuture)
    self.mounts = mounts
    self.folderLimit = folderLimit
    missing = Set(locations.filter { !StoreAddress.isAddress($0) })
    let addresses = locations.filter(StoreAddress.isAddress)
    if !addresses.isEmpty { look("\(addresses.map(StoreAddress.shown).joined(separator: ", ")): a server") }
    if !missing.isEmpty {
      do {
        events = try FolderEvents(excluding: self.excluding, limit: folderLimit)
      } catch {
        giveUpEvents(error)
      }
    }
  }

  /// To wait for with `poll`; nil where nothing is told by events.
  var descriptor: Int32? { events?.descriptor }

  /// How many folders are watched by events.
  var folderCount: Int { events?.count ?? 0 }

  /// Whether a place is to be looked for.
  var hasMissing: Bool { !missing.isEmpty && events != nil }

  /// Lines that were not told yet.
  func takeNotes() -> [String] {
    defer { notes = [] }
    return notes
  }

  /// Begins to watch what is there by now.
  ///
  /// - Returns: whether something is that was not before.
  func find() -> Bool {
    var isFound = false
    for location in missing.sorted() {
      guard let events, let path = PathText.resolved(location) else { continue }
      missing.remove(location)
      isFound = true
      if mounts.isRemote(path) {
        look("\(location): on a file system that does not tell of changes (\(mounts.type(of: path) ?? "unknown"))")
        continue
      }
      do {
        if FileBytes.isDirectory(path) {
          try events.add(path)
        } else {
          // The journal and the log of a database stand beside it.
          try events.add(only: PathText.parent(of: path))
        }
      } catch .missing {
        missing.insert(location)
        isFound = false
      } catch {
        giveUpEvents(error)
      }
    }
    return isFound
  }

  /// Takes what the system told.
  ///
  /// - Returns: whether anything changed.
  func take() -> Bool {
    guard let events else { return false }
    do {
      let seen = try events.take()
      if !seen.lost.isEmpty {
        for location in locations where !StoreAddress.isAddress(location) {
          guard let path = PathText.resolvedOrFuture(location) else { continue }
          if seen.lost.contains(path) || seen.lost.contains(PathText.parent(of: path)) { missing.insert(location) }
        }
      }
      return seen.hasChanges
    } catch {
      giveUpEvents(error)
      return true
    }
  }

  /// Looks from now on: half of the folders watched is worth little, and others may want to watch some too.
  private func giveUpEvents(_ obstacle: FolderEvents.Obstacle) {
    events = nil
    switch obstacle {
    case .limit:
      look(
        "more folders than this system lets a user watch (fs.inotify.max_user_watches) or than are worth it (\(folderLimit))"
      )
    case .missing: look("a folder went away")
    case .system(let code): look("the system cannot tell of changes (\(String(cString: strerror(code))))")
    }
  }

  private func look(_ reason: String) {
    needsLooking = true
    if told.insert(reason).inserted { notes.append(reason) }
  }
}
