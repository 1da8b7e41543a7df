/// What a long piece of work tells of itself while it goes on.
public struct Progress: Sendable {
  public enum Phase: String, Sendable {
    case listing = "Listing runs"
    case reading = "Reading runs"
    case writing = "Writing pages"
  }

  /// Called from any thread, often: how much of a phase is done, of how much.
  public var report: @Sendable (Phase, _ done: Int, _ total: Int) -> Void

  public init(report: @escaping @Sendable (Phase, _ done: Int, _ total: Int) -> Void) {
    self.report = report
  }

  /// Tells nobody.
  public static let silent = Progress { _, _, _ in }
}
