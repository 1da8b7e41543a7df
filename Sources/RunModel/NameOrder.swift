internal import Glibc

/// The order of names: by their UTF-8 bytes, which is the same everywhere.
public enum NameOrder {
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
