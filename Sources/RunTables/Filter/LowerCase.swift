/// Comparing texts without regard to case, by the bytes of their lower case.
enum LowerCase {
  static func bytes(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }
}
