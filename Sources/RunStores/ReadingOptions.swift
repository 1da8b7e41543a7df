/// What a reader leaves out or takes along.
public struct ReadingOptions: Sendable, Hashable {
  /// Whether experiments and runs that their store marks as deleted are read.
  public var includesDeleted: Bool

  public init(includesDeleted: Bool = false) {
    self.includesDeleted = includesDeleted
  }
}
