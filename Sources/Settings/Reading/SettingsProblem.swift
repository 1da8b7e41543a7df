/// One thing that is wrong with a settings file.
public struct SettingsProblem: Sendable, Hashable {
  public var file: String
  /// From 1; nil where no place is to blame.
  public var line: Int?
  /// From 1, in characters.
  public var column: Int?
  public var message: String

  public init(file: String, line: Int? = nil, column: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension SettingsProblem: CustomStringConvertible {
  /// `file:line:column: message`, the form compilers print and editors follow.
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":") + ": " + message
  }
}
