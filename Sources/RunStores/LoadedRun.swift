public import Diagnostics
public import RunModel

/// What reading one run gave.
public struct LoadedRun: Sendable {
  /// Nil if it cannot be read at all, or is left out by the reading options.
  public var run: Run?
  /// What had to be left out.
  public var diagnostics: [Diagnostic]
  /// False if reading it again may give more, as after a server that did not answer.
  public var isSettled: Bool

  public init(_ run: Run?, diagnostics: [Diagnostic] = [], isSettled: Bool = true) {
    self.run = run
    // A scheduler's variables may be in what any store keeps.
    if run != nil { self.run?.header.takeSlurmVariables() }
    self.diagnostics = diagnostics
    self.isSettled = isSettled
  }
}
