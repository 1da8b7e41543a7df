/// Words that follow a number.
enum Grammar {
  /// `has` after one, else `have`.
  static func have(_ count: Int) -> String { count == 1 ? "has" : "have" }
}
