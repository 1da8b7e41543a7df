/// A build was told to stop before it was done; the old site is as it was.
public struct BuildStopped: Error, Sendable, Hashable, CustomStringConvertible {
  public var description: String { "stopped before the site was ready" }
}
