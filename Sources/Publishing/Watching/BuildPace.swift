/// When the next build is due: soon after a change, but never so often that building is all there is.
///
/// All times are seconds on one clock.
struct BuildPace {
  /// Changes mostly come several at once; this much later the others are there.
  static let settling = 0.1
  /// However small the site is, it is not built more often than that.
  static let leastInterval = 1.0
  /// Between two builds lies this many times what the last one took.
  private static let restFactor = 5.0

  /// A build that waits no longer than this is never put off for its own slowness.
  let every: Double
  private(set) var lastEnd = -Double.infinity
  private var lastSeconds = 0.0
  /// How many builds in a row found nothing new: what changes is then nothing of a run.
  private var fruitless = 0
  private var firstChange: Double?
  private var retry: Double?

  init(every: Double) {
    self.every = every
  }

  /// Whether a change waits for its build.
  var isWaiting: Bool { firstChange != nil }

  /// Takes in that something changed.
  mutating func see(at now: Double) { firstChange = firstChange ?? now }

  /// Takes in that everything seen so far goes into a build that starts now.
  mutating func start() {
    firstChange = nil
    retry = nil
  }

  /// - Parameter isFruitful: whether anything was written.
  mutating func finish(from start: Double, to end: Double, isFruitful: Bool) {
    lastEnd = end
    lastSeconds = end - start
    fruitless = isFruitful ? 0 : min(fruitless + 1, 10)
  }

  mutating func fail(from start: Double, to end: Double) {
    lastEnd = end
    lastSeconds = end - start
    retry = end + every
  }

  /// When the next build is to start; nil while nothing asks for one.
  var due: Double? {
    let asked = firstChange.map { max($0 + BuildPace.settling, lastEnd + interval) }
    return [asked, retry].compactMap { $0 }.min()
  }

  /// How long nothing is built after a build.
  var interval: Double {
    let rest = max(BuildPace.leastInterval, BuildPace.restFactor * lastSeconds)
    return min(max(every, BuildPace.leastInterval), rest * Double(1 << fruitless))
  }
}
