/// Runs with children below their parents, told by how deep each stands.
public enum RunTree {
  /// The places of the runs when siblings are sorted among themselves; equal ones stay in their order.
  public static func sorted(depths: [Int], by precedes: (Int, Int) -> Bool) -> [Int] {
    let parents = parents(depths)
    var children = [[Int]](repeating: [], count: depths.count)
    var top: [Int] = []
    for (run, parent) in parents.enumerated() {
      if let parent { children[parent].append(run) } else { top.append(run) }
    }
    func sorted(_ runs: [Int]) -> [Int] {
      runs.count < 2 ? runs : runs.sorted { precedes($0, $1) || !precedes($1, $0) && $0 < $1 }
    }
    var order: [Int] = []
    order.reserveCapacity(depths.count)
    var waiting = Array(sorted(top).reversed())
    while let run = waiting.popLast() {
      order.append(run)
      waiting += sorted(children[run]).reversed()
    }
    return order
  }

  /// Which runs are shown only because a run below them is: they are faint, and not counted.
  ///
  /// - Parameter holds: whether the filter holds for each run.
  public static func faint(_ holds: [Bool], depths: [Int]) -> [Bool] {
    let parents = parents(depths)
    var isNeeded = [Bool](repeating: false, count: holds.count)
    for run in holds.indices.reversed() where holds[run] || isNeeded[run] {
      if let parent = parents[run] { isNeeded[parent] = true }
    }
    return holds.indices.map { isNeeded[$0] && !holds[$0] }
  }

  /// The nearest run before each that is less deep.
  private static func parents(_ depths: [Int]) -> [Int?] {
    var path: [Int] = []
    return depths.indices.map { run in
      while let last = path.last, depths[last] >= depths[run] { path.removeLast() }
      defer { path.append(run) }
      return path.last
    }
  }
}
