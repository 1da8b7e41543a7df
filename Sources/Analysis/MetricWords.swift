/// Takes metric names apart into words.
public enum MetricWords {
  /// `val/top1Accuracy` → `val`, `top1`, `accuracy`: cut at anything but letters and digits, and where a
  /// small letter or a digit meets a capital; lower case, ASCII only.
  public static func split(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previousWasSmall = false
    for byte in name.utf8 {
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if !(isCapital || isSmall || isDigit) || (isCapital && previousWasSmall) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isCapital || isSmall || isDigit {
        word.unicodeScalars.append(Unicode.Scalar(isCapital ? byte | 0x20 : byte))
      }
      previousWasSmall = isSmall || isDigit
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
