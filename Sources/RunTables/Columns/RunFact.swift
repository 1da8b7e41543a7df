/// What every run has a column for, whatever was logged; the raw value is the column's key.
public enum RunFact: String, Sendable, Hashable, CaseIterable {
  /// The run's name; its id where it has none.
  case run
  case id, experiment
  /// The state shown, `stale` included.
  case status
  case user, compute, kind, parent, commit
  /// The note's first line.
  case note
  /// A moment, in milliseconds since 1970.
  case start, end
  /// In seconds.
  case duration

  /// Whether it is a moment.
  public var isMoment: Bool { self == .start || self == .end }

  /// Whether it is a text.
  public var isText: Bool { !isMoment && self != .duration }
}
