/// What can stand in a row, a list or a table.
public protocol Loggable {
  var logValue: LogValue { get }
}

extension LogValue: Loggable {
  public var logValue: LogValue { self }
}

extension Bool: Loggable {
  public var logValue: LogValue { .bool(self) }
}

extension Int: Loggable {
  public var logValue: LogValue { .integer(Int64(self)) }
}

extension Int64: Loggable {
  public var logValue: LogValue { .integer(self) }
}

extension Int32: Loggable {
  public var logValue: LogValue { .integer(Int64(self)) }
}

extension Double: Loggable {
  public var logValue: LogValue { .number(self) }
}

extension Float: Loggable {
  /// The shortest decimal of the 32-bit number: 0.1, not 0.10000000149011612.
  public var logValue: LogValue { .number(asWritten) }

  var asWritten: Double { isFinite ? Double(description) ?? Double(self) : Double(self) }
}

extension String: Loggable {
  public var logValue: LogValue { .string(self) }
}

extension Optional: Loggable where Wrapped: Loggable {
  public var logValue: LogValue { self?.logValue ?? .null }
}

extension Array: Loggable where Element: Loggable {
  public var logValue: LogValue { .list(map(\.logValue)) }
}
