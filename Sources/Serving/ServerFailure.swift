/// Why a server could not be started.
public struct ServerFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var host: String
  public var port: Int
  public var reason: String

  public var description: String { "cannot serve at \(host), port \(port): \(reason)" }
}
