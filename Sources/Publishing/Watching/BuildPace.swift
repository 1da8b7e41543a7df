/// When the next build is due: soon after a change, but never so often that building is all there is.
///
/// All times are seconds on one clock.
struct BuildPace {
  /// Changes mostly come several at once; this much later the others are there.
  static let settling = 0.1
  /// However small the site is, it is not built more often than that.
  static let leastInterval = 1.0
  /// Over time a build is followed by so many times its length in which nothing is built.
  private static let restFactor = 5.0
  /// So many seconds of rest may be owed: a change now and then need not wait.
  private static let restOwed = 4.0

  /// A build that waits no longer than this is never put off for its own slowness.
  let every: Double
  private(set) var lastEnd = -Double.infinity
  /// When all rest is had.
  private var restEnd = -Double.infinity
  /// How many builds in a row found nothing new, up to a few: what changes is then nothing of a run.
  private var fruitless = 0
  private var firstChange: Double?
  private var retry: Double?
  /// Whether a change asked for the build that is under way.
  private var wasAsked = false

  init(every: Double) {
    self.every = every
  }

  /// Whether a change waits for its build.
  var isWaiting: Bool { firstChange != nil }

  /// Takes in that something changed.
  mutating func see(at now: Double) { firstChange = firstChange ?? now }

  /// Takes in that everything seen so far goes into a build that starts now.
  mutating func start() {
    wasAsked = firstChange != nil
    firstChange = nil
    retry = nil
  }

  /// - Parameter isFruitful: whether anything was written.
  mutating func finish(from start: Double, to end: Double, isFruitful: Bool) {
    if isFruitful { fruitless = 0 } else if wasAsked { fruitless = min(fruitless + 1, 2) }
    rest(from: start, to: end)
  }

  mutating func fail(from start: Double, to end: Double) {
    rest(from: start, to: end)
    retry = end + every
  }

  /// When the next build is to start; nil while nothing asks for one.
  var due: Double? {
    let asked = firstChange.map { max($0 + BuildPace.settling, lastEnd + interval) }
    return [asked, retry].compactMap { $0 }.min()
  }

  /// How long nothing is built after the last build.
  var interval: Double {
    let rest = max(BuildPace.leastInterval * Double(1 << fruitless), restEnd - BuildPace.restOwed - lastEnd)
    return min(max(every, BuildPace.leastInterval), rest)
  }

  private mutating func rest(from start: Double, to end: Double) {
    lastEnd = end
    restEnd = max(restEnd, start) + (1 + BuildPace.restFactor) * (end - start)
  }
}
