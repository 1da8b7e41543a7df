/// Everything that is wrong with a settings file, in the order of its lines; nothing is built with it.
public struct SettingsFailure: Error, Sendable, Hashable {
  public var problems: [SettingsProblem]

  public init(problems: [SettingsProblem]) {
    self.problems = problems
  }
}

extension SettingsFailure: CustomStringConvertible {
  /// A line for each problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
