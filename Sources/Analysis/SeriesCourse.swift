/// What a thinned series is between its points: straight lines within each piece, nothing between pieces.
struct SeriesCourse {
  typealias Bucket = ThinnedSeries.Bucket

  /// Each in order of x without two at one place; no piece reaches into another.
  let pieces: [[Bucket]]

  /// - Parameter segments: one that begins where earlier ones have been takes their place from there on: a restart
  ///   displaces what was logged before it.
  init(_ segments: [[Bucket]]) {
    var pieces: [[Bucket]] = []
    for segment in segments {
      let piece = SeriesCourse.ordered(segment.filter(\.x.isFinite))
      guard let start = piece.first?.x else { continue }
      pieces = pieces.compactMap { earlier in
        let rest = Array(earlier.prefix { $0.x < start })
        return rest.isEmpty ? nil : rest
      }
      pieces.append(piece)
    }
    self.pieces = pieces
  }

  /// By x, and those of one x merged.
  private static func ordered(_ segment: [Bucket]) -> [Bucket] {
    let isSorted = zip(segment, segment.dropFirst()).allSatisfy { $0.x < $1.x }
    guard !isSorted else { return segment }
    let order = segment.indices.sorted { (segment[$0].x, $0) < (segment[$1].x, $1) }
    var ordered: [Bucket] = []
    for bucket in order.map({ segment[$0] }) {
      if let end = ordered.indices.last, ordered[end].x == bucket.x {
        ordered[end].merge(bucket)
      } else {
        ordered.append(bucket)
      }
    }
    return ordered
  }

  /// The point at a place, or between the two around it, which counts as one value; nil where the series is not.
  func bucket(at x: Double) -> Bucket? {
    let number = SeriesCourse.firstIndex(in: pieces) { $0.last.map { $0.x >= x } ?? false }
    guard number < pieces.count else { return nil }
    let piece = pieces[number]
    let index = SeriesCourse.firstIndex(in: piece) { $0.x >= x }
    let right = piece[index]
    guard right.x != x else { return right }
    guard index > 0 else { return nil }
    let left = piece[index - 1]
    // Halved, since the distance of two doubles may be infinite.
    let share = (x * 0.5 - left.x * 0.5) / (right.x * 0.5 - left.x * 0.5)
    func between(_ a: Double, _ b: Double) -> Double { a * (1 - share) + b * share }
    var bucket = Bucket(x: x, value: between(left.mid, right.mid))
    bucket.low = between(left.low, right.low)
    bucket.high = between(left.high, right.high)
    return bucket
  }

  /// Where a condition begins to hold, by halving; the count where it never does.
  private static func firstIndex<Element>(in elements: [Element], where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(elements[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
