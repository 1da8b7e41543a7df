/// How a run ended.
public struct Outcome: Sendable, Hashable {
  let status: String
  let error: String?

  public static let completed = Outcome(status: "completed", error: nil)
  public static let canceled = Outcome(status: "canceled", error: nil)

  /// - Parameter reason: what went wrong, in one or more lines.
  public static func failed(_ reason: String) -> Outcome { Outcome(status: "failed", error: reason) }

  /// Failed with an error, whose description is the reason.
  public static func failed(_ error: any Error) -> Outcome { failed(String(describing: error)) }

  /// Canceled, and by whom or what.
  public static func canceled(_ reason: String) -> Outcome { Outcome(status: "canceled", error: reason) }
}
