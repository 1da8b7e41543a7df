/// A value as JSON has it, with objects in the order of the file.
public indirect enum StructuredValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number; NaN and infinities included, as Python's `json` writes them.
  case number(Double)
  /// A whole number that fits 64 bits, kept apart so that ids and counts stay exact.
  case integer(Int64)
  case string(String)
  case list([StructuredValue])
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Hashable {
    public var name: String
    public var value: StructuredValue

    public init(_ name: String, _ value: StructuredValue) {
      self.name = name
      self.value = value
    }
  }

  /// The member of that name, the last one where a name stands twice; nil for anything but an object.
  public subscript(name: String) -> StructuredValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  public var list: [StructuredValue]? {
    if case .list(let items) = self { return items }
    return nil
  }

  public var object: [Member]? {
    if case .object(let members) = self { return members }
    return nil
  }

  /// The number, whole or not; nil for anything else.
  public var double: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  /// The whole number; a fraction of zero counts as whole.
  public var int64: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }
}
