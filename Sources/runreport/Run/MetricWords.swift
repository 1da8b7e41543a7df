import ArgumentParser

/// Metrics as words: `loss=0.31 accuracy=0.94`.
struct MetricWords {
  private(set) var values: [String: Double] = [:]

  /// The name is what stands in front of the last sign of equality, so that names may hold one.
  init(_ words: [String]) throws {
    for word in words {
      guard let sign = word.lastIndex(of: "="), sign != word.startIndex else {
        throw ValidationError("expected name=value, found \(Terminal.printable(word))")
      }
      let text = String(word[word.index(after: sign)...])
      guard let number = Pairs.number(text) else {
        throw ValidationError(
          """
          the value of \(Terminal.printable(String(word[..<sign]))) is not a number: \(Terminal.printable(text)). \
          Texts go to --row or --text.
          """)
      }
      values[String(word[..<sign])] = number
    }
  }
}
