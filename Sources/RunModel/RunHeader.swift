/// Everything known of a run but its numbers, files and notes.
public struct RunHeader: Sendable, Hashable {
  /// The id as its store writes it.
  public var id: String
  /// The name as its store writes it; empty if it has none.
  public var name: String
  public var status: RunStatus
  /// The store's own word for the status, where it says more than `status`.
  public var statusText: String?
  /// When it was queued; nil where the store does not tell waiting from running.
  public var submitted: Timestamp?
  public var start: Timestamp?
  public var end: Timestamp?
  /// The last sign of life the store itself records.
  public var heartbeat: Timestamp?
  public var user: String?
  /// The id of the parent run, which need not exist.
  public var parent: String?
  public var kind: RunKind
  public var computeTarget: String?
  public var nodeCount: Int?
  /// The names of the nodes it ran on, as far as they are known.
  public var nodes: [String]
  public var script: String?
  public var arguments: [String]
  public var source: SourceRevision
  public var primaryMetric: String?
  public var error: String?
  /// True for a run its store marks as deleted.
  public var isDeleted: Bool
  /// In the order of names.
  public var parameters: [NamedValue]
  /// In the order of names.
  public var tags: [NamedValue]

  public init(id: String, name: String = "", status: RunStatus = .unknown) {
    self.id = id
    self.name = name
    self.status = status
    kind = .script
    nodes = []
    arguments = []
    source = SourceRevision()
    isDeleted = false
    parameters = []
    tags = []
  }

  /// The name to show: the run's own, else the first eight characters of its id.
  public var displayName: String { RunHeader.displayName(name: name, id: id) }

  /// The name to show for a run of that name, which may be empty, and that id.
  public static func displayName(name: String, id: String) -> String {
    name.isEmpty ? String(id.prefix(8)) : name
  }
}
