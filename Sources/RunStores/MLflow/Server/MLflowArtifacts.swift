internal import RunModel
internal import Synchronization

/// Lists the files of runs that a tracking server keeps, without fetching any.
///
/// A server may have the runs but no way to their files; after some refusals in a row it is not asked any more.
final class MLflowArtifacts: Sendable {
  /// The files of one run.
  struct Answer: Sendable {
    /// In the order of paths.
    var files: [RunFile] = []
    var failure: ServerFailure?
    /// What was left out.
    var problems: [String] = []
  }

  /// How deep, how many folders and how many files are listed.
  private static let depthLimit = 32
  private static let folderLimit = 500
  private static let fileLimit = 20_000
  private static let refusalLimit = 3
  private static let pageSize = 1000

  private let api: MLflowAPI
  private let refusals = Atomic(0)

  init(from api: MLflowAPI) {
    self.api = api
  }

  /// Every file of a run; none from a server that refuses to list them.
  func files(of run: String) -> Answer {
    var answer = Answer()
    guard refusals.load(ordering: .relaxed) < MLflowArtifacts.refusalLimit else { return answer }
    var folders = [""]
    var next = 0
    var seen: Set<String> = []
    while next < folders.count {
      guard next < MLflowArtifacts.folderLimit else {
        answer.problems.append("only the first \(MLflowArtifacts.folderLimit) folders of files are listed")
        break
      }
      do {
        try list(folders[next], of: run, into: &answer, folders: &folders, seen: &seen)
      } catch {
        answer.failure = error
        break
      }
      next += 1
    }
    if let failure = answer.failure, !failure.isOfServer {
      refusals.wrappingAdd(1, ordering: .relaxed)
    } else if answer.failure == nil {
      refusals.store(0, ordering: .relaxed)
    }
    answer.files.sort { NameOrder.precedes($0.path, $1.path) }
    return answer
  }

  private func list(
    _ folder: String, of run: String, into answer: inout Answer, folders: inout [String], seen: inout Set<String>
  ) throws(ServerFailure) {
    var fields = [
      StructuredValue.Member("run_id", .string(run)), StructuredValue.Member("run_uuid", .string(run)),
    ]
    if !folder.isEmpty { fields.append(.init("path", .string(folder))) }
    var strange = 0
    let end = try api.askPages(
      .get("artifacts/list", fields), itemsOf: "files", size: MLflowArtifacts.pageSize,
      itemLimit: MLflowArtifacts.fileLimit
    ) { item in
      guard let path = item["path"]?.string, MLflowArtifacts.isPath(path, in: folder) else {
        strange += 1
        return
      }
      guard seen.insert(path).inserted, answer.files.count < MLflowArtifacts.fileLimit else { return }
      if item["is_dir"] == .bool(true) {
        folders.append(path)
      } else {
        answer.files.append(
          RunFile(
            path: path, location: "", size: max(0, item["file_size"].flatMap(AnswerObject.whole) ?? 0),
            role: FileRole.role(of: path, in: .artifacts), obstacle: .remote))
      }
    }
    if strange > 0 { answer.problems.append("files left out whose paths are none of this run: \(strange)") }
    if case .cut(let reason) = end { answer.problems.append(reason) }
    if answer.files.count == MLflowArtifacts.fileLimit {
      answer.problems.append("only the first \(MLflowArtifacts.fileLimit) files are listed")
    }
  }

  /// Whether a path leads from the top of a run's files to something right in that folder.
  private static func isPath(_ path: String, in folder: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= depthLimit, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return false }
    return path.utf8.allSatisfy { $0 >= 0x20 } && parts.dropLast().joined(separator: "/") == folder
  }
}
