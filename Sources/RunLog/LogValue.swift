internal import Markup

/// A value of a parameter, a row, a list or a table: what JSON has, with NaN and infinities.
///
/// Literals are values: `["lr": 0.1, "layers": [64, 64], "augment": true, "schedule": "cosine"]`.
public enum LogValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case list([LogValue])
  /// Written in the order of names.
  case object([String: LogValue])

  /// The value that `value` is logged as.
  public init(_ value: some Loggable) { self = value.logValue }
}

extension LogValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(nilLiteral: ()) { self = .null }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: LogValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, LogValue)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}

extension JSONWriter {
  mutating func value(_ value: LogValue) {
    switch value {
    case .null: null()
    case .bool(let flag): bool(flag)
    case .integer(let whole): integer(whole)
    case .number(let number): self.number(number)
    case .string(let text): string(text)
    case .list(let items):
      beginList()
      for item in items { self.value(item) }
      endList()
    case .object(let members):
      beginObject()
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        key(text: name)
        self.value(member)
      }
      endObject()
    }
  }
}
