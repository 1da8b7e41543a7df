import RunModel

/// Finds the name somebody meant who mistyped it.
///
/// Distance is counted in insertions, deletions, exchanges and swaps of neighbours, without regard to case; a name
/// further away than a third of its length is not near. Of equally near ones the shortest, then the first by name.
public struct NearestName {
  private let typed: [Unicode.Scalar]
  private var best: (distance: Int, length: Int, name: String)?

  /// Nobody mistypes more than this.
  private static let lengthLimit = 100

  public init(to text: String) {
    typed = NearestName.scalars(text)
  }

  /// The nearest so far.
  public var name: String? { best?.name }

  /// The nearest of some names.
  public static func of(_ text: String, among names: some Sequence<String>) -> String? {
    var nearest = NearestName(to: text)
    for name in names { nearest.consider(name) }
    return nearest.name
  }

  /// Takes a name that may have been meant.
  public mutating func consider(_ name: String) {
    guard typed.count <= NearestName.lengthLimit, name.utf8.count <= 8 * NearestName.lengthLimit else { return }
    let other = NearestName.scalars(name)
    let limit = min(other.count / 3, best?.distance ?? .max)
    guard abs(other.count - typed.count) <= limit,
      let distance = NearestName.distance(typed, other, limit: limit)
    else { return }
    if let best, distance == best.distance,
      best.length < other.count || best.length == other.count && NameOrder.precedes(best.name, name)
    {
      return
    }
    best = (distance, other.count, name)
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    Array(
      text.unicodeScalars.prefix(lengthLimit + 1).reduce(into: "") { $0.unicodeScalars.append($1) }.lowercased()
        .unicodeScalars)
  }

  /// The distance of optimal string alignment; nil if it is greater than `limit`.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    var before: [Int] = []
    var last = Array(0...b.count)
    for row in a.indices {
      var now = [row + 1]
      for column in b.indices {
        var cost = min(last[column + 1] + 1, now[column] + 1, last[column] + (a[row] == b[column] ? 0 : 1))
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        now.append(cost)
      }
      guard now.min() ?? 0 <= limit else { return nil }
      before = last
      last = now
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
