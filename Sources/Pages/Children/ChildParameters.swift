import RunModel

/// The parameters of the child runs of one parent, numbered while their digests go by.
struct ChildParameters: Sendable {
  struct Parameter: Sendable {
    var name: String
    let number: Int
    /// All its values are numbers: they stand to the right.
    var isNumeric = true
    /// How many child runs have it.
    var count = 0
    /// Whether some child run has another value than the first.
    var differs = false
    fileprivate var first: String
  }

  /// More of them are not looked at: they would make memory grow with what nobody can compare.
  private static let limit = 128
  /// What other columns say already.
  private static let told: Set<String> = [
    "iteration", "algorithm", "run_algorithm", "preprocessor", "run_preprocessor",
  ]

  /// In the order in which they are first met.
  private var all: [Parameter] = []
  private var numbers: [String: Int] = [:]

  /// Those that differ, the ones most child runs have first.
  var differing: [Parameter] {
    all.filter(\.differs).sorted { $0.count == $1.count ? $0.number < $1.number : $0.count > $1.count }
  }

  /// Takes a child's parameter in.
  ///
  /// - Returns: its number; nil where it is not looked at.
  mutating func add(_ parameter: NamedValue) -> Int? {
    guard !Self.told.contains(parameter.name) else { return nil }
    let number = numbers[parameter.name] ?? all.count
    if number == all.count {
      guard number < Self.limit else { return nil }
      numbers[parameter.name] = number
      all.append(Parameter(name: parameter.name, number: number, first: parameter.value))
    }
    all[number].count += 1
    if parameter.value != all[number].first { all[number].differs = true }
    if all[number].isNumeric {
      all[number].isNumeric = parameter.value.utf8.count <= 24 && Double(parameter.value) != nil
    }
    return number
  }
}
