import Diagnostics
import FileAccess

/// Looks for stores in a folder and in those below it.
struct StoreSearch {
  /// Deeper folders are a mistake or an attack.
  private static let depthLimit = 32
  /// How many folders are opened at most.
  static let folderLimit = 100_000

  private let root: StorePlace
  private let excluding: Set<String>
  private(set) var stores: [(format: any StoreFormat, place: StorePlace)] = []
  /// For each format the folders with runs that belong to no store as a whole.
  private var runFolders = [[String]](repeating: [], count: StoreDetection.formats.count)
  private var openedCount = 0
  /// Whether folders were left out because there are too many.
  private(set) var isCut = false

  /// Searches a folder.
  ///
  /// - Parameter excluding: resolved folders never looked into.
  init(_ path: String, shownAs shown: String, excluding: [String]) {
    root = StorePlace(shown: shown, path: path, content: .folder)
    self.excluding = Set(excluding)
    look(in: "", depth: 0)
    for (format, folders) in zip(StoreDetection.formats, runFolders) where !folders.isEmpty {
      var place = root
      place.content = .runFolders(folders)
      stores.append((format, place))
    }
  }

  /// - Parameter relative: the path from the root, empty for the root itself.
  private mutating func look(in relative: String, depth: Int) {
    let path = StorePlace.join(root.path, relative)
    guard depth < StoreSearch.depthLimit, let entries = try? DirectoryListing.entries(of: path) else { return }
    guard openedCount < StoreSearch.folderLimit else {
      isCut = true
      return
    }
    openedCount += 1
    let folder = SearchedFolder(path: path, entries: entries)
    guard let owned = take(folder, relative) else { return }
    for name in folder.folderNames {
      let below = relative.isEmpty ? name : relative + "/" + name
      if excluding.contains(StorePlace.join(root.path, below)) { continue }
      if owned.contains(name) { takeWhole(below) } else { look(in: below, depth: depth + 1) }
    }
  }

  /// Asks every format about a folder.
  ///
  /// - Returns: the folders in it that belong to a store; nil if none is to be looked at.
  private mutating func take(_ folder: SearchedFolder, _ relative: String) -> Set<String>? {
    var sightings: [Sighting] = []
    for format in StoreDetection.formats {
      let sighting = format.sighting(in: folder)
      if sighting == .store {
        add(format, relative, .folder)
        return nil
      }
      sightings.append(sighting)
    }
    var taken: Set<String> = []
    var owned: Set<String> = []
    for (index, sighting) in sightings.enumerated() {
      switch sighting {
      case .nothing, .store: continue
      case .run, .closedRun: runFolders[index].append(relative)
      case .files(let names, let folders):
        owned.formUnion(folders)
        for name in names where taken.insert(name).inserted {
          add(StoreDetection.formats[index], relative.isEmpty ? name : relative + "/" + name, .file)
        }
      }
    }
    return sightings.contains(.closedRun) ? nil : owned
  }

  /// Takes a folder that belongs to a store if it is another store as a whole.
  private mutating func takeWhole(_ relative: String) {
    let path = StorePlace.join(root.path, relative)
    guard let entries = try? DirectoryListing.entries(of: path) else { return }
    let folder = SearchedFolder(path: path, entries: entries)
    if let format = StoreDetection.formats.first(where: { $0.sighting(in: folder) == .store }) {
      add(format, relative, .folder)
    }
  }

  private mutating func add(_ format: any StoreFormat, _ relative: String, _ content: StorePlace.Content) {
    let place = StorePlace(
      shown: StorePlace.join(root.shown, relative), path: StorePlace.join(root.path, relative), content: content)
    stores.append((format, place))
  }
}
