internal import FileAccess

/// A folder of a search in which logs or documents of runs stand.
struct AzureNode {
  /// Relative to the store.
  var path: String
  /// Where its logs are, `""` or `artifacts`; nil if it holds documents only.
  var logsRoot: String?
  var documents: AzureDocuments

  /// The folders of a search, those left out that are parts of another one's run: its `artifacts`, its `azureml-logs`.
  static func nodes(root: String, folders: [String]) -> [AzureNode] {
    let nodes = folders.map { path in
      let full = StorePlace.join(root, path)
      let listing = SearchedFolder(path: full, entries: (try? DirectoryListing.entries(of: full)) ?? [])
      return AzureNode(path: path, logsRoot: AzureLayout.logsRoot(of: listing), documents: AzureDocuments(in: full))
    }
    let roots = Set(nodes.filter { $0.logsRoot != nil }.map(\.path))
    return nodes.map { node in
      guard node.logsRoot != nil, isPart(node.path, of: roots) else { return node }
      var part = node
      part.logsRoot = nil
      return part
    }
  }

  private static func isPart(_ path: String, of roots: Set<String>) -> Bool {
    let name = PathText.lastPart(of: path)
    guard name == AzureLayout.artifacts || name == AzureLayout.driverLogs else { return false }
    return AzurePath.parent(of: path).map(roots.contains) ?? false
  }
}
