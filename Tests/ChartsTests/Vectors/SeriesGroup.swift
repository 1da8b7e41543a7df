import RunModel

@testable import Analysis

/// Several runs as one line with a band around it: what the script must do when it groups runs, for which this makes the
/// vectors.
enum SeriesGroup {
  typealias Bucket = ThinnedSeries.Bucket

  /// The mean of some runs' series, and the least and greatest of them, at every place where one has a point.
  ///
  /// A run counts only from its first point to its last, and between two points as the straight line that a chart
  /// draws there: carried on, a run that ended early would hold the mean, and held until its next point, one that
  /// logs seldom would lag behind. Each run has the same weight, however many values it logged.
  ///
  /// - Parameter runs: the segments of each.
  static func join(_ runs: [[[Bucket]]]) -> [[Bucket]] {
    let courses = runs.map(SeriesCourse.init)
    let places = Set(courses.flatMap { $0.pieces.joined().map(\.x) }).sorted()
    var segments: [[Bucket]] = []
    for place in places {
      let values = courses.compactMap { $0.bucket(at: place) }
      guard let joined = join(values, at: place) else { continue }
      if let end = segments.last?.last, courses.contains(where: { $0.joins(end.x, place) }) {
        segments[segments.count - 1].append(joined)
      } else {
        segments.append([joined])
      }
    }
    return segments
  }

  private static func join(_ values: [Bucket], at place: Double) -> Bucket? {
    guard var joined = values.first else { return nil }
    joined.x = place
    joined.time = MetricSeries.noTime
    // Divided before they are added: the sum of two doubles may be infinite.
    joined.mid = values.reduce(0) { $0 + $1.mid / Double(values.count) }
    for value in values.dropFirst() {
      joined.low = min(joined.low, value.low)
      joined.high = max(joined.high, value.high)
      joined.count += value.count
    }
    return joined
  }
}

extension SeriesCourse {
  /// Whether one line leads from one place to another.
  fileprivate func joins(_ start: Double, _ end: Double) -> Bool {
    pieces.contains { piece in
      guard let first = piece.first, let last = piece.last else { return false }
      return first.x <= start && last.x >= end
    }
  }
}
