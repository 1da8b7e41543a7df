/// A request that was answered, to tell a person.
public struct ServedRequest: Sendable {
  public var method: String
  /// As it came.
  public var target: String
  public var status: Int
}
