/// What a reader leaves out or takes along.
public struct ReadingOptions: Sendable, Hashable {
  /// Whether experiments and runs that their store marks as deleted are read.
  public var includesDeleted: Bool
  /// Names or ids of the experiments whose runs are wanted; empty for all.
  ///
  /// For stores that are asked over a network: the runs of others need not be listed.
  public var experiments: [String]
  /// Whether the files of runs are wanted, for stores where listing them costs time.
  public var includesFiles: Bool
  /// For stores that are servers.
  public var access: ServerAccess

  public init(
    includesDeleted: Bool = false, experiments: [String] = [], includesFiles: Bool = true, access: ServerAccess = .none
  ) {
    self.includesDeleted = includesDeleted
    self.experiments = experiments
    self.includesFiles = includesFiles
    self.access = access
  }
}
