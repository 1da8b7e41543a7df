/// One problem met while reading or building: where it is, what was found and what was expected.
///
/// The message is a headline without a full stop and names the offending value, so that a reader can
/// mend the file: `step is not a whole number: "3.5"`.
public struct Diagnostic: Sendable, Hashable {
  /// How much a problem costs.
  public enum Severity: Int, Sendable, Comparable {
    /// Told on the build notes page and with `--verbose`; costs nothing.
    case note
    /// Something was left out. `--strict` makes the build fail.
    case warning

    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
  }

  public var severity: Severity
  /// The path as the reader of the message would write it, or nil where no file is to blame.
  public var file: String?
  /// One-based line in `file`.
  public var line: Int?
  public var message: String

  public init(_ severity: Severity, file: String?, line: Int? = nil, _ message: String) {
    self.severity = severity
    self.file = file
    self.line = line
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line: message`, the form compilers print and editors follow.
  public var description: String {
    guard let file else { return message }
    guard let line else { return "\(file): \(message)" }
    return "\(file):\(line): \(message)"
  }
}

extension Diagnostic: Comparable {
  /// By file, then line, then message: an order that no thread can disturb.
  public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    if a.file != b.file { return (a.file ?? "") < (b.file ?? "") }
    if a.line != b.line { return (a.line ?? 0) < (b.line ?? 0) }
    return a.message < b.message
  }
}
