/// Names one column of a run table, as docs/comparison.md has them.
public enum ColumnKey: Sendable, Hashable {
  case fact(RunFact)
  case parameter(String)
  case tag(String)
  case metric(String, MetricAggregate)
  /// A name without a prefix: which column it is depends on the table (`ColumnNames.find`).
  case name(String)

  /// From a key without quotation marks.
  public init(plain text: String) {
    if let fact = RunFact(rawValue: text) {
      self = .fact(fact)
    } else if let name = ColumnKey.rest(of: text, after: "param.") {
      self = .parameter(name)
    } else if let name = ColumnKey.rest(of: text, after: "tag.") {
      self = .tag(name)
    } else if let name = ColumnKey.rest(of: text, after: "metric.") {
      let (metric, aggregate) = ColumnKey.splitAggregate(name) ?? (name, .last)
      self = .metric(metric, aggregate)
    } else {
      self = .name(text)
    }
  }

  /// The key without quotation marks: `metric.val/loss.min`.
  public var plain: String {
    switch self {
    case .fact(let fact): fact.rawValue
    case .parameter(let name): "param." + name
    case .tag(let name): "tag." + name
    case .metric(let name, let aggregate): "metric." + name + "." + aggregate.rawValue
    case .name(let name): name
    }
  }

  /// The key as it is written: in quotation marks where it needs them.
  public var written: String { ColumnKey.quoted(plain) }

  /// What a reader sees of it: the name alone, and what is made of the metric: `val/loss min`.
  public var label: String {
    switch self {
    case .fact(let fact): fact.rawValue
    case .parameter(let name), .tag(let name), .name(let name): name
    case .metric(let name, .last): name
    case .metric(let name, let aggregate): name + " " + aggregate.label
    }
  }

  /// `loss` and `min` of `loss.min`; nil if no aggregate stands at the end.
  static func splitAggregate(_ text: String) -> (name: String, aggregate: MetricAggregate)? {
    guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")),
      let aggregate = MetricAggregate(rawValue: String(text[text.utf8.index(after: dot)...]))
    else { return nil }
    return (String(text[..<dot]), aggregate)
  }

  private static func rest(of text: String, after prefix: String) -> String? {
    text.utf8.starts(with: prefix.utf8) ? String(text.utf8.dropFirst(prefix.utf8.count)) : nil
  }
}

extension MetricAggregate {
  /// In words: `step of min`.
  public var label: String {
    switch self {
    case .minStep: "step of min"
    case .maxStep: "step of max"
    case .bestStep: "step of best"
    default: rawValue
    }
  }
}
