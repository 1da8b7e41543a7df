/// Where one run is within its store.
public struct RunReference: Sendable, Hashable {
  /// Tells this run from every other one of the same store, and stays the same from build to build.
  public var key: String

  public init(key: String) {
    self.key = key
  }
}
