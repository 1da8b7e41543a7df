/// Why a text is not JSON.
struct JSONFailure: Error, Hashable {
  /// Offset in bytes of the first byte that does not fit.
  var offset: Int
  /// What was expected there: `a comma or a closing brace`.
  var expected: String
  /// True when the text ends where more was expected: a file cut short.
  var isCut: Bool

  /// What is wrong with the file, in words.
  var problem: String { isCut ? "the file is cut short" : "not JSON" }
}
