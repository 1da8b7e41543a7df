/// The names of files that a log is put aside to: `train.log.1`, `train.log-20261126`, `train.2026-11-26.log`.
///
/// As logrotate, Python's `logging.handlers` and loguru name them: the log's own name with a number or a date behind it,
/// or with a date before its ending. A lone number before the ending more often counts processes.
public enum RotatedName {
  /// The names a log may have that is put aside under this one; none for most names.
  public static func bases(of name: String) -> [String] {
    guard name.utf8.contains(where: isDigit) else { return [] }
    var bases: [String] = []
    for index in name.indices where index != name.startIndex && isMark(name[index]) {
      let rest = name[name.index(after: index)...]
      if isCount(rest) { bases.append(String(name[..<index])) }
    }
    if let dot = name.lastIndex(of: ".") {
      for index in name[..<dot].indices where index != name.startIndex && isMark(name[index]) {
        let date = name[name.index(after: index)..<dot]
        guard isCount(date), date.utf8.count(where: isDigit) >= dateDigits else { continue }
        bases.append(String(name[..<index]) + name[dot...])
      }
    }
    return bases
  }

  /// The name of a file before it was compressed, as rotating programs do; nil if it is not.
  public static func uncompressed(_ name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), endings.contains(String(name[dot...])) else { return nil }
    return String(name[..<dot])
  }

  private static let endings: Set<String> = [".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z"]

  /// A date has at least so many.
  private static let dateDigits = 6

  private static func isMark(_ character: Character) -> Bool { character == "." || character == "-" }

  /// Whether a text is a number, or a date of numbers.
  private static func isCount(_ text: Substring) -> Bool {
    text.utf8.first.map(isDigit) == true && text.utf8.allSatisfy { isDigit($0) || ".-_:T".utf8.contains($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
