/// A template that does not parse.
public struct TemplateFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var reason: String

  public var description: String { "\(file):\(line): \(reason)" }
}
