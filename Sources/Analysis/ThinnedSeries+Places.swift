import RunModel

/// Lines over something else than steps.
extension ThinnedSeries {
  /// Over seconds since a moment.
  ///
  /// Points without a time are left out; what is not finite stands at the time of its step, between those of its
  /// neighbours.
  ///
  /// - Parameter origin: in milliseconds since 1970; 0 for wall clock time.
  public func overTime(since origin: Int64) -> ThinnedSeries {
    func seconds(_ bucket: Bucket) -> Double { (Double(bucket.time) - Double(origin)) / 1000 }
    var placed = self
    placed.segments = segments.map { $0.filter { $0.time != MetricSeries.noTime } }.filter { !$0.isEmpty }
    let clock = SeriesCourse(placed.segments.map { $0.map { Bucket(x: $0.x, value: seconds($0)) } })
    // One line through all of it, since marks stand between pieces.
    let course = SeriesCourse([Array(clock.pieces.joined())])
    placed.placeMarks { step in
      guard let first = course.pieces.first?.first, let last = course.pieces.first?.last else { return nil }
      return course.bucket(at: min(max(step, first.x), last.x))?.mid
    }
    for place in placed.segments.indices {
      for index in placed.segments[place].indices {
        placed.segments[place][index].x = seconds(placed.segments[place][index])
      }
    }
    return placed
  }

  /// Over the values that another metric of the run has at the same steps, or on the line between two of them.
  ///
  /// Points outside of its steps are left out.
  public func over(_ other: ThinnedSeries) -> ThinnedSeries {
    let course = SeriesCourse(other.segments)
    var placed = self
    placed.segments = segments.flatMap { segment -> [[Bucket]] in
      let points = segment.map { bucket -> Bucket? in
        course.bucket(at: bucket.x).map { place in
          var bucket = bucket
          bucket.x = place.mid
          return bucket
        }
      }
      return points.split { $0 == nil }.map { $0.compactMap { $0 } }
    }
    placed.placeMarks { course.bucket(at: $0)?.mid }
    return placed
  }

  private mutating func placeMarks(_ place: (Double) -> Double?) {
    nonFinite = nonFinite.compactMap { mark in
      place(mark.x).map { NonFinite(x: $0, value: mark.value, level: mark.level) }
    }
  }
}
