/// Runs of a target as its tables list them: newest first, children below their parents.
struct ComputeRows: Sendable {
  struct Row: Sendable, Hashable {
    /// Which of the runs.
    var run: Int
    /// How many of its ancestors stand above it.
    var depth: Int
    var isUnderWay: Bool
  }

  /// Those that run or wait, then those that are done.
  let rows: [Row]
  /// How many of them run or wait.
  let underWayCount: Int

  /// - Parameter parent: of a run of the site.
  init(_ runs: [ComputeRun], parent: (RunPlace) -> RunPlace?) {
    let underWay = Self.tree(runs.indices.filter { runs[$0].isUnderWay }, runs, parent)
    rows = underWay + Self.tree(runs.indices.filter { !runs[$0].isUnderWay }, runs, parent)
    underWayCount = underWay.count
  }

  /// Some of the runs, each below the nearest ancestor among them.
  private static func tree(_ chosen: [Int], _ runs: [ComputeRun], _ parent: (RunPlace) -> RunPlace?) -> [Row] {
    let indexes = Dictionary(chosen.map { (runs[$0].place, $0) }) { first, _ in first }
    var children: [Int: [Int]] = [:]
    var roots: [Int] = []
    // Each run that is not among them is gone past once: a chain of them may be long, and many may stand below it.
    var known: [RunPlace: Int?] = [:]
    func nearest(above place: RunPlace) -> Int? {
      var passed: [RunPlace] = []
      var next = parent(place)
      var found: Int?
      while let above = next {
        if let answer = known[above] ?? indexes[above].map(Optional.some) {
          found = answer
          break
        }
        passed.append(above)
        next = parent(above)
      }
      for place in passed { known[place] = .some(found) }
      return found
    }
    for index in chosen {
      if let found = nearest(above: runs[index].place) {
        children[found, default: []].append(index)
      } else {
        roots.append(index)
      }
    }
    func isNewer(_ a: Int, _ b: Int) -> Bool {
      let (first, second) = (runs[a].first ?? .min, runs[b].first ?? .min)
      return first == second ? a < b : first > second
    }
    // Taken from the end: the newest root first, of the children the oldest.
    var waiting = roots.sorted(by: isNewer).reversed().map { ($0, 0) }
    var rows: [Row] = []
    while let (run, depth) = waiting.popLast() {
      rows.append(Row(run: run, depth: depth, isUnderWay: runs[run].isUnderWay))
      waiting += (children[run] ?? []).sorted(by: isNewer).map { ($0, depth + 1) }
    }
    return rows
  }
}
