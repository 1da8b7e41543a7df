/// How many texts were masked, by the names of rules.
public struct MaskCounts: Sendable, Hashable {
  public private(set) var byRule: [String: Int] = [:]

  public init() {}

  public init(_ byRule: [String: Int]) { self.byRule = byRule }

  public var isEmpty: Bool { byRule.isEmpty }

  public var total: Int { byRule.values.reduce(0, +) }

  /// In the order of names.
  public var sorted: [(rule: String, count: Int)] { byRule.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Counts what one rule found.
  public mutating func add(_ rule: String, _ count: Int = 1) { byRule[rule, default: 0] += count }

  /// Adds what was found elsewhere.
  public mutating func add(_ other: MaskCounts) {
    for (rule, count) in other.byRule { add(rule, count) }
  }

  /// Of two readings of one text the one that saw more.
  public mutating func widen(to other: MaskCounts) {
    for (rule, count) in other.byRule { byRule[rule] = max(byRule[rule] ?? 0, count) }
  }
}
