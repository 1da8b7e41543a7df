import RunModel

/// Puts runs into lanes so that none overlaps another in its lane: those of each node by its name, then those whose
/// nodes are not known.
struct NodeLanes: Sendable {
  /// A run and where it was.
  struct Stay: Sendable {
    var time: Range<Int64>
    /// Empty where it is not known.
    var nodes: [String]
  }

  struct Lane: Sendable, Hashable {
    /// Nil where the store does not say which node it is.
    var node: String?
    /// Which of the stays are in it, in the order of time.
    var stays: [Int] = []
    fileprivate var end = Int64.min

    fileprivate init(node: String?) { self.node = node }
  }

  /// More lanes than these are no picture.
  static let limit = 60

  private(set) var lanes: [Lane] = []
  /// How many more it would take.
  private(set) var leftOut = 0

  /// Whether some runs do not say on which node they were.
  var hasUnknown: Bool { lanes.contains { $0.node == nil } }

  /// Greedy: each stay goes to the first lane that is free, which takes the fewest lanes there can be.
  init(_ stays: [Stay], limit: Int = limit) {
    let order = stays.indices.sorted { a, b in
      let (first, second) = (stays[a].time.lowerBound, stays[b].time.lowerBound)
      return first == second ? a < b : first < second
    }
    var known: [String: [Lane]] = [:]
    var unknown: [Lane] = []
    for index in order {
      if stays[index].nodes.isEmpty {
        Self.put(index, stays[index].time, node: nil, into: &unknown)
      } else {
        for node in Set(stays[index].nodes) {
          Self.put(index, stays[index].time, node: node, into: &known[node, default: []])
        }
      }
    }
    let all = known.keys.sorted(by: NameOrder.precedesAsCounted).flatMap { known[$0] ?? [] } + unknown
    lanes = Array(all.prefix(limit))
    leftOut = all.count - lanes.count
  }

  private static func put(_ index: Int, _ time: Range<Int64>, node: String?, into lanes: inout [Lane]) {
    let free = lanes.firstIndex { $0.end <= time.lowerBound }
    let place = free ?? lanes.count
    if free == nil { lanes.append(Lane(node: node)) }
    lanes[place].stays.append(index)
    // One that took no time takes its moment.
    lanes[place].end = max(time.upperBound, time.lowerBound + 1)
  }
}
