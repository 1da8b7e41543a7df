public import RunTables

/// Names columns by a key, or by a pattern of keys such as `metric.*.min`.
public enum ColumnPattern: Sendable, Hashable {
  case key(ColumnKey)
  case pattern(NamePattern)

  /// - Throws: `FilterFailure` for what is no key.
  public init(parsing text: String) throws(FilterFailure) {
    let key = try ColumnKey(parsing: text)
    let pattern = NamePattern(text)
    self = pattern.isPattern ? .pattern(pattern) : .key(key)
  }

  /// Whether it names a column; a name without a prefix is one of a parameter, a metric's last value or a tag.
  public func fits(_ column: ColumnKey) -> Bool {
    switch self {
    case .pattern(let pattern): pattern.fits(column.plain)
    case .key(.name(let name)): isBare(name, column)
    case .key(let key): key == column
    }
  }

  private func isBare(_ name: String, _ column: ColumnKey) -> Bool {
    switch column {
    case .parameter(name), .tag(name), .name(name): true
    case .metric(name, .last): true
    case .metric(let metric, let aggregate): name == metric + "." + aggregate.rawValue
    default: false
    }
  }

  /// As it is written.
  public var written: String {
    switch self {
    case .key(let key): key.written
    case .pattern(let pattern): pattern.text
    }
  }
}
