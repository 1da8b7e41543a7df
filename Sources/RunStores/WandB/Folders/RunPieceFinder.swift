internal import FileAccess
internal import RunModel

/// Finds the runs in a folder.
enum RunPieceFinder {
  static let recordSuffix = ".wandb"

  /// Files by which a folder `files` is known as that of a run.
  private static let knownFiles = ["wandb-metadata.json", "wandb-summary.json"]

  /// What a folder is to this format.
  static func sighting(in folder: SearchedFolder) -> Sighting {
    let records = folder.fileNames.filter { $0.hasSuffix(recordSuffix) }
    let hasFiles = folder.holds(folder: "files")
    let isNamed = RunFolderName(PathText.lastPart(of: folder.path))?.id != nil
    if isNamed, hasFiles || !records.isEmpty { return .closedRun }
    if records.contains(where: { isRecordFile(StorePlace.join(folder.path, $0)) }) {
      return records.count == 1 && (hasFiles || folder.holds(folder: "logs")) ? .closedRun : .run
    }
    let isKnown = hasFiles && knownFiles.contains { FileBytes.isFile(folder.path + "/files/" + $0) }
    return isKnown ? .closedRun : .nothing
  }

  /// Whether a file begins as a `.wandb` file does, or is an empty one of that name.
  static func isRecordFile(_ path: String) -> Bool {
    guard path.hasSuffix(recordSuffix), let reader = try? FileReader(path, pieceSize: 8, followingLinks: false),
      let start = try? reader.next()
    else { return false }
    return start.isEmpty || start.withUnsafeBufferPointer { RecordLog.isMarked($0) }
  }

  /// The runs in a folder that was sighted.
  static func pieces(in folder: String, of folders: RunFolders) -> [RunPiece] {
    let path = folders.path(of: folder)
    guard let entries = try? DirectoryListing.entries(of: path) else { return [] }
    let searched = SearchedFolder(path: path, entries: entries)
    let records = searched.fileNames.filter { $0.hasSuffix(recordSuffix) }
    let name = RunFolderName(folders.name(of: folder))
    let ownsFolder = name?.id != nil || searched.holds(folder: "files") || searched.holds(folder: "logs")
    if ownsFolder, records.count <= 1 {
      return [piece(folder, file: records.first, ownsFolder: true, of: folders)]
    }
    // Several in one folder: that of the folder's own name has it, or none.
    let own = records.first { $0 == "run-\(name?.id ?? "").wandb" }
    return records.map { piece(folder, file: $0, ownsFolder: $0 == own, of: folders) }
  }

  static func piece(_ folder: String, file: String?, ownsFolder: Bool, of folders: RunFolders) -> RunPiece {
    let folderName = folders.name(of: folder)
    let name = ownsFolder ? RunFolderName(folderName) : nil
    let path = file.map { StorePlace.join(folders.path(of: folder), $0) }
    let head = path.map(RunLog.head) ?? RunFacts()
    let id = head.id ?? file.flatMap(RunFolderName.id(ofFile:)) ?? name?.id ?? file ?? folderName
    return RunPiece(
      folder: folder, file: file, ownsFolder: ownsFolder, id: id, entity: head.entity, project: head.project,
      sweep: head.sweep, start: head.start, stamp: name?.stamp,
      size: path.flatMap { FileBytes.version(of: $0)?.size } ?? 0,
      isLatestCopy: name != nil && name?.id == nil, metrics: head.metrics)
  }
}
