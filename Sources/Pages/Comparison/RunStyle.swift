/// The colour and dash of each run of an experiment: the same on every page of the site, but for the dashes in saved views.
///
/// A run's id chooses its colour; where an earlier run has it already, the next free one is taken. So the
/// eight runs of a small experiment have eight colours, and a run keeps its own when later ones arrive. Among the runs of
/// one colour the dash tells: solid is the one that charts draw, else the oldest.
enum RunStyle {
  static let colours = 8
  static let dashes = 4

  struct Choice: Sendable, Hashable {
    /// 0 to 7, an index into the palette.
    var colour: Int
    /// 0 to 3: solid, dashed, dotted, dash and dot.
    var dash: Int

    /// The classes that draw it.
    var classes: String { "c\(colour) d\(dash)" }
  }

  /// One choice for the id of each run, in the order given: newest first, as an experiment's index has them.
  ///
  /// - Parameter drawn: the runs charts draw where nobody chose others: no two of the first eight of them share a colour, and
  ///   all of these are solid.
  static func choices(for runs: [String], drawn: [Int] = []) -> [Choice] {
    var groups = coloured(runs)
    let solid = bringForward(drawn.prefix(colours).sorted(by: >), in: &groups)
    var choices = [Choice](repeating: Choice(colour: 0, dash: 0), count: runs.count)
    for colour in groups.indices {
      if let run = solid[colour] { bringForward(run, in: &groups[colour]) }
      for (place, run) in groups[colour].enumerated() {
        choices[run] = Choice(colour: colour, dash: dash(at: place))
      }
    }
    return choices
  }

  /// The choices on a page that draws some runs and no others: colours stay, and of each colour one run is solid.
  ///
  /// - Parameter drawn: those that are solid elsewhere come first, then in the order given.
  static func choices(_ choices: [Choice], drawing drawn: some Sequence<Int>) -> [Choice] {
    var choices = choices
    var counts = [Int](repeating: 0, count: colours)
    let ordered = drawn.enumerated().sorted {
      (choices[$0.element].dash, $0.offset) < (choices[$1.element].dash, $1.offset)
    }
    for (_, run) in ordered {
      let colour = choices[run].colour
      choices[run].dash = dash(at: counts[colour])
      counts[colour] += 1
    }
    return choices
  }

  /// The runs of each colour, oldest first.
  private static func coloured(_ runs: [String]) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: colours)
    // As bits: which colours were taken since each had as many runs as any other.
    var taken = 0
    for index in runs.indices.reversed() {
      var colour = Int(PageName.hash(runs[index]) % UInt64(colours))
      while taken & 1 << colour != 0 { colour = (colour + 1) % colours }
      groups[colour].append(index)
      taken |= 1 << colour
      if taken == 1 << colours - 1 { taken = 0 }
    }
    return groups
  }

  /// Gives each drawn run a colour of its own: the oldest of a colour keeps it, the others change places with the oldest
  /// runs of colours that no drawn run has.
  ///
  /// - Returns: the drawn run of each colour.
  private static func bringForward(_ drawn: [Int], in groups: inout [[Int]]) -> [Int?] {
    var solid = groups.map { group in drawn.first(where: group.contains) }
    for run in drawn where !solid.contains(run) {
      guard let own = groups.firstIndex(where: { $0.contains(run) }), let place = groups[own].firstIndex(of: run),
        let free = (1..<colours).lazy.map({ (own + $0) % colours }).first(where: { solid[$0] == nil })
      else { continue }
      // It has runs: each colour has as many as any other, or one less, and the run's own has two.
      groups[own][place] = groups[free][0]
      groups[free][0] = run
      solid[free] = run
    }
    return solid
  }

  /// Makes a run the first of its colour.
  ///
  /// At most four others get another dash, however many there are: each is pages made again.
  private static func bringForward(_ run: Int, in group: inout [Int]) {
    guard var place = group.firstIndex(of: run) else { return }
    if place >= dashes {
      group.swapAt(place, dashes - 1)
      place = dashes - 1
    }
    group.remove(at: place)
    group.insert(run, at: 0)
  }

  /// Solid lines are for the first run of a colour, also where there are more runs than styles.
  private static func dash(at place: Int) -> Int { place < dashes ? place : 1 + (place - 1) % (dashes - 1) }
}
