internal import Glibc

/// The order of names: by their UTF-8 bytes, which is the same everywhere.
public enum NameOrder {
  /// Whether the first comes before the second where numbers in names count as numbers: `version_2`, `version_10`.
  public static func precedesAsCounted(_ a: String, _ b: String) -> Bool {
    var first = a.utf8[...]
    var second = b.utf8[...]
    while let left = first.first, let right = second.first {
      if isDigit(left), isDigit(right) {
        let (one, other) = (takeNumber(&first), takeNumber(&second))
        // Without leading zeros a longer number is a greater one.
        if one.count != other.count { return one.count < other.count }
        if !one.elementsEqual(other) { return one.lexicographicallyPrecedes(other) }
      } else {
        if left != right { return left < right }
        first = first.dropFirst()
        second = second.dropFirst()
      }
    }
    if first.isEmpty != second.isEmpty { return first.isEmpty }
    return precedes(a, b)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Takes the digits at the start away and gives them, leading zeros aside.
  private static func takeNumber(_ text: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }

  /// Whether the first comes before the second.
  public static func precedes(_ a: String, _ b: String) -> Bool {
    let order = a.utf8.withContiguousStorageIfAvailable { first in
      b.utf8.withContiguousStorageIfAvailable { second -> Bool in
        guard let left = first.baseAddress, let right = second.baseAddress else { return first.count < second.count }
        let difference = memcmp(left, right, min(first.count, second.count))
        return difference == 0 ? first.count < second.count : difference < 0
      }
    }
    if case .some(.some(let known)) = order { return known }
    return a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}
