/// Keeps columns of one name apart: the second `loss` is `loss (2)`.
struct UniqueNames {
  private var counts: [String: Int] = [:]

  /// The name, or one nothing else has.
  mutating func unique(_ name: String) -> String {
    guard let count = counts[name] else {
      counts[name] = 1
      return name
    }
    var number = count + 1
    while counts["\(name) (\(number))"] != nil { number += 1 }
    counts[name] = number
    counts["\(name) (\(number))"] = 1
    return "\(name) (\(number))"
  }
}
