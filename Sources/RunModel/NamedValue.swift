/// A parameter or a tag: a name and its value as text, exactly as the store holds it.
public struct NamedValue: Sendable, Hashable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
