/// Why a database did not answer.
struct SQLFailure: Error {
  /// In words, without the database's location.
  var reason: String
}
