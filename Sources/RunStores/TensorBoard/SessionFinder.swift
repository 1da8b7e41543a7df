internal import FileAccess
internal import Synchronization

/// Tells which run is the parent of another: the session of the hparams plugin, or the run of torch's writer.
///
/// A session is a run with parameters; its metrics may stand in runs below it, `run-6/train` below `run-6`, and where
/// several sessions lie above a run the nearest one is meant (tensorboard/plugins/hparams/backend_context.py).
final class SessionFinder: Sendable {
  private let root: String
  private let keys: Set<String>
  private let known = Mutex<[String: Bool]>([:])

  /// - Parameters:
  ///   - root: the logdir.
  ///   - keys: all runs in it.
  init(root: String, keys: [String]) {
    self.root = root
    self.keys = Set(keys)
  }

  /// The runs whose folders a run's folder lies in, the nearest first.
  func runs(above key: String) -> [String] {
    guard key != TensorBoardStore.rootKey else { return [] }
    var above: [String] = []
    var path = key
    while let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      path = String(path[..<slash])
      if keys.contains(path) { above.append(path) }
    }
    if keys.contains(TensorBoardStore.rootKey) { above.append(TensorBoardStore.rootKey) }
    return above
  }

  /// The id of a run's parent, or nil if it has none.
  func parent(of key: String) -> String? {
    let above = runs(above: key)
    if let session = above.first(where: isSession) { return session }
    // `SummaryWriter.add_hparams` writes parameters and results into a folder named after the time, `1585754902.36`.
    guard let nearest = above.first, SessionFinder.isTime(PathText.lastPart(of: key)),
      nearest == TensorBoardStore.rootKey || nearest == PathText.parent(of: key), isSession(key)
    else { return nil }
    return nearest
  }

  private static func isTime(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count < 3 && parts.first?.count == 10
      && parts.allSatisfy { part in part.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }
  }

  private func isSession(_ key: String) -> Bool {
    if let known = known.withLock({ $0[key] }) { return known }
    let folder = key == TensorBoardStore.rootKey ? root : StorePlace.join(root, key)
    let files = ((try? EventFiles.entries(of: folder)) ?? []).filter { $0.kind == .file }
    let found = files.contains { SessionFinder.holdsSession("\(folder)/\($0.name)") }
    known.withLock { $0[key] = found }
    return found
  }

  /// Whether any event of a file starts a session.
  private static func holdsSession(_ path: String) -> Bool {
    guard var reader = try? EventFileReader(path) else { return false }
    while let record = reader.next() {
      // A plain number starts nothing.
      if PlainEvent(record.data) != nil { continue }
      var collector = EventCollector()
      collector.take(record)
      if collector.hparams.start != nil { return true }
    }
    return false
  }
}
