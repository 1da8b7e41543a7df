public import RunModel

/// One parameter over all runs of an experiment.
public struct ParameterDigest: Sendable, Hashable {
  public var name: String
  /// The value of the first run that has it.
  public var value: String
  /// How many runs have it.
  public var runCount = 0
  /// Whether some run has another value.
  public var differs = false
  /// Whether all values are numbers.
  public var isNumeric = true

  public init(_ parameter: NamedValue) {
    name = parameter.name
    value = parameter.value
  }

  mutating func add(_ value: String) {
    runCount += 1
    if value != self.value { differs = true }
    if isNumeric { isNumeric = value.utf8.count <= 24 && Double(value) != nil }
  }
}
