/// How long a server is waited for and how much is taken from it.
struct ServerLimits: Sendable {
  /// Seconds until a connection stands.
  var connecting = 10.0
  /// Seconds without a byte.
  var silence = 120.0
  /// Seconds until a whole answer is there.
  var answer = 900.0
  /// Bytes in an answer, after it was unpacked.
  var size = 256_000_000
  /// How many redirections lead to an answer at most.
  var redirections = 5
  /// How many requests in a row may fail, each after all its tries, before no other is made.
  var failures = 12
  var retry = RetryRule()
}
