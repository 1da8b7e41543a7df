import Analysis
import Markup
import TestSupport

@testable import Charts

/// Series of several runs joined, and one metric over another.
enum SeriesVectors {
  private typealias Bucket = ThinnedSeries.Bucket

  static func write(into json: inout JSONWriter) {
    json.key("groups")
    json.beginList()
    for runs in groups {
      json.newline()
      json.beginObject()
      json.key("runs")
      json.list(runs) { run, json in segments(run, into: &json) }
      json.key("joined")
      segments(SeriesGroup.join(runs), into: &json)
      json.endObject()
    }
    json.endList()
    json.newline()
    json.key("over")
    json.beginList()
    for (series, other) in pairs {
      json.newline()
      json.beginObject()
      json.key("segments")
      segments(series, into: &json)
      json.key("other")
      segments(other, into: &json)
      json.key("placed")
      let line = ThinnedSeries(axis: .step, segments: series, nonFinite: [])
      segments(line.over(ThinnedSeries(axis: .step, segments: other, nonFinite: [])).segments, into: &json)
      json.endObject()
    }
    json.endList()
    json.newline()
  }

  private static func segments(_ segments: [[Bucket]], into json: inout JSONWriter) {
    json.list(segments) { segment, json in
      json.list(segment) {
        $1.point(ChartPoint(x: $0.x, low: $0.low, high: $0.high, mid: $0.mid, count: $0.count))
      }
    }
  }

  private static func points(_ points: (Double, Double)...) -> [Bucket] { points.map { Bucket(x: $0.0, value: $0.1) } }

  private static var groups: [[[[Bucket]]]] {
    var wide = Bucket(x: 2, value: 5)
    (wide.low, wide.high, wide.count) = (1, 9, 20)
    return [
      [],
      [[points((0, 1), (1, 2))]],
      // One step each, the same steps.
      [[points((0, 1), (1, 2), (2, 4))], [points((0, 3), (1, 3), (2, 3))], [points((0, 2), (1, 7), (2, 1))]],
      // Other steps, and one ends early.
      [[points((0, 1), (10, 2))], [points((4, 3), (5, 8), (6, 3), (20, 1))]],
      // A restart, an interruption, a gap that nobody covers.
      [[points((0, 1), (10, 11)), points((5, 0), (8, 3))], [points((2, 2), (4, 2)), points((6, 2), (7, 2))]],
      [[points((0, 1), (1, 1)), points((3, 2), (4, 2))], [points((0, 2), (1, 3)), points((3, 4))]],
      // Behind a point there may be many values.
      [[[Bucket(x: 0, value: 1), wide]], [points((0, 2), (1, 3), (2, 4))]],
      // In no order, and two at one place.
      [[points((3, 1), (1, 2), (3, 3), (2, 8))], [points((1, 1), (3, 1))]],
      [[points((0, 1e308), (1, -1e308))], [points((0, 1e308), (2, 1e308))]],
    ] + (1...3).map(random)
  }

  private static func random(_ seed: UInt64) -> [[[Bucket]]] {
    var random = RandomNumbers(seed: seed)
    return (0..<Int.random(in: 2...4, using: &random)).map { _ in
      var step = 0
      return (0..<Int.random(in: 1...3, using: &random)).map { _ in
        step = max(0, step - Int.random(in: 0...4, using: &random))
        return (0..<Int.random(in: 0...7, using: &random)).map { _ in
          step += Int.random(in: 0...3, using: &random)
          return Bucket(x: Double(step), value: Double(Int.random(in: -50...50, using: &random)) / 8)
        }
      }
    }
  }

  private static var pairs: [([[Bucket]], [[Bucket]])] {
    [
      ([points((0, 1), (1, 2), (2, 3), (3, 4))], [points((0, 0), (2, 1))]),
      ([points((0, 1), (1, 2), (5, 3), (6, 4))], [points((0, 10), (1, 20)), points((5, 30), (7, 40))]),
      ([points((0, 1), (4, 2))], []),
      ([points((0, 1), (1, 2), (2, 3), (3, 4), (4, 5))], [points((1, 5), (2, 3), (3, 9))]),
    ]
  }
}
