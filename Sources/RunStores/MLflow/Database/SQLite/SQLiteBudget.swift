/// How much of a database may be read: what asks for more goes round in circles, as damaged pages can.
final class SQLiteBudget {
  /// Steps of SQLite's machine between two looks.
  static let stepsBetweenLooks: Int32 = 100_000

  private var steps: Int64
  private var bytes: Int64

  /// - Parameter byteCount: the size of the database.
  init(byteCount: Int64) {
    // A row of 60 bytes takes some 30 steps, once for its index and once for itself.
    steps = 1_000_000 + min(byteCount, 1 << 50) * 4
    bytes = 10_000_000 + min(byteCount, 1 << 50) * 4
  }

  /// Whether all of it is used up.
  var isSpent: Bool { steps < 0 || bytes < 0 }

  func countSteps() { steps -= Int64(SQLiteBudget.stepsBetweenLooks) }

  func count(bytes count: Int) { bytes -= Int64(count) }
}
