/// The colour and dash of each run of an experiment: the same on every page of the site.
///
/// A run's id chooses its colour; where an earlier run has it already, the next free one is taken. So the
/// eight runs of a small experiment have eight colours, and a run keeps its own when later ones arrive.
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
  static func choices(for runs: [String]) -> [Choice] {
    var uses = [Int](repeating: 0, count: colours)
    var choices = [Choice](repeating: Choice(colour: 0, dash: 0), count: runs.count)
    for index in runs.indices.reversed() {
      let preferred = Int(PageName.hash(runs[index]) % UInt64(colours))
      let least = uses.min() ?? 0
      let colour = (0..<colours).map { (preferred + $0) % colours }.first { uses[$0] == least } ?? preferred
      choices[index] = Choice(colour: colour, dash: uses[colour] % dashes)
      uses[colour] += 1
    }
    return choices
  }
}
