import Diagnostics
import FileAccess
internal import Glibc
import Pages
public import RunModel
import RunStores

/// Keeps a site up to date with its stores until it is told to stop.
///
/// Changes are told by the system where it can, else the stores are looked at every few seconds. Pages of runs that
/// still run are live while this works: `stamp.js` in the site tells them when they changed, and that somebody looks.
/// Building, waiting and telling all happen on the thread that calls `run`.
public final class SiteWatcher {
  private var options: BuildOptions
  private var settings: WatchedSettings?
  private let every: Double
  private let progress: Progress
  private let clock: @Sendable () -> Timestamp
  private var places: WatchedPlaces
  private var pace: BuildPace

  /// Of the last build that succeeded.
  private var built: BuildSummary?
  private var lastLook = -Double.infinity
  private var lookSeconds = 0.0
  private var lastStamp = -Double.infinity
  private var lastFailure: String?

  /// A look at everything, also where changes are told, since some are not: those through mapped memory.
  private static let sureLook = 60.0
  /// Looking takes no larger share of the time than one in so many.
  private static let lookShare = 40.0
  /// A place that is missing is looked for this often, in seconds.
  private static let missingLook = 1.0

  /// - Parameters:
  ///   - options: of each build; `now` and `live` are set anew for each.
  ///   - every: where changes are not told, stores are looked at after so many seconds; at least 0.2.
  ///   - settings: where the options come from; nil if they stay as they are.
  ///   - clock: the moment a build is made for.
  public convenience init(
    _ options: BuildOptions, every: Double = 10, settings: WatchedSettings? = nil, progress: Progress = .silent,
    clock: @escaping @Sendable () -> Timestamp = SiteWatcher.wallClock
  ) {
    self.init(
      options, every: every, settings: settings, progress: progress, clock: clock,
      places: SiteWatcher.places(of: options))
  }

  init(
    _ options: BuildOptions, every: Double, settings: WatchedSettings? = nil, progress: Progress = .silent,
    clock: @escaping @Sendable () -> Timestamp, places: WatchedPlaces
  ) {
    self.options = options
    self.settings = settings
    self.every = max(0.2, every)
    self.progress = progress
    self.clock = clock
    self.places = places
    pace = BuildPace(every: self.every)
  }

  private static func places(of options: BuildOptions) -> WatchedPlaces {
    let cache = options.cache ?? PathText.withoutTrailingSlash(options.output) + ".cache"
    return WatchedPlaces(options.locations, excluding: [options.output, cache])
  }

  /// The moment it is.
  public static let wallClock: @Sendable () -> Timestamp = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Builds the site, and again whenever something changed, until the token is told to stop; then once more, so that no
  /// page says that it is live.
  ///
  /// A store that is not there yet is waited for. A build that fails later is told and tried again.
  ///
  /// - Parameters:
  ///   - leavesSite: whether there is that last build; without it the site is of no use any more.
  ///   - tell: called on this thread, between builds.
  /// - Throws: what `SiteBuilder` throws, if the first build fails for another reason than a missing store, or the last
  ///   one fails.
  public func run(until stop: StopToken, leavesSite: Bool = true, tell: (WatchEvent) -> Void) throws {
    _ = places.find()
    pace.see(at: -Double.infinity)
    for note in places.takeNotes() { tell(.note(note)) }
    while !stop.isStopped {
      let now = SiteWatcher.seconds
      takeUpSettings(now, tell)
      if isDue(now) {
        do {
          try build(until: stop, tell)
        } catch is BuildStopped {
          break
        }
      } else if now >= nextStamp {
        try? writeStamp()
      } else {
        wait(for: stop, seconds: nextMoment - now)
        listen()
      }
      for note in places.takeNotes() { tell(.note(note)) }
    }
    if leavesSite { try finish(tell) }
  }

  // MARK: Waiting

  /// When something is to be done, if nothing happens before.
  private var nextMoment: Double {
    var next = min(nextStamp, nextLook)
    if let due = pace.due { next = min(next, due) }
    if let stale = nextStale { next = min(next, stale) }
    if let settings { next = min(next, settings.nextLook) }
    if places.hasMissing { next = min(next, SiteWatcher.seconds + SiteWatcher.missingLook) }
    return next
  }

  private var nextLook: Double {
    let pause = places.needsLooking ? every : max(every, SiteWatcher.sureLook)
    return lastLook + max(pause, SiteWatcher.lookShare * lookSeconds)
  }

  /// When the next run turns stale, should it stay silent.
  private var nextStale: Double? {
    guard let moment = built?.nextStale else { return nil }
    return SiteWatcher.seconds + moment.seconds(since: clock())
  }

  private var nextStamp: Double { built?.livePages.isEmpty == false ? lastStamp + every : .infinity }

  private func isDue(_ now: Double) -> Bool {
    now >= pace.due ?? .infinity || now >= nextLook || now >= nextStale ?? .infinity
  }

  /// Waits until something changes, the token is told to stop, or the time is over.
  private func wait(for stop: StopToken, seconds: Double) {
    var waiting = [pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0)]
    // Once a change is seen nothing is listened to before its build: a store that is written to all the time would
    // wake this thread all the time.
    if !pace.isWaiting, let descriptor = places.descriptor {
      waiting.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
    _ = poll(&waiting, nfds_t(waiting.count), Int32(max(1, min(seconds * 1000, 3_600_000)).rounded(.up)))
  }

  /// Takes in what changed.
  private func listen() {
    if !pace.isWaiting, places.take() { pace.see(at: SiteWatcher.seconds) }
    if places.hasMissing, places.find() { pace.see(at: SiteWatcher.seconds) }
  }

  /// Builds by what the settings say, once they changed; by the old ones where they cannot be read.
  private func takeUpSettings(_ now: Double, _ tell: (WatchEvent) -> Void) {
    guard let nextLook = settings?.nextLook, now >= nextLook, settings?.look(at: now) == true else { return }
    do {
      guard let renewed = try settings?.options() else { return }
      let isElsewhere = renewed.locations != options.locations
      options = renewed
      if isElsewhere {
        places = SiteWatcher.places(of: renewed)
        _ = places.find()
      }
      tell(.settings)
      pace.see(at: now)
    } catch {
      tell(.settingsFailed(error))
    }
  }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  // MARK: Building

  private func build(until stop: StopToken, _ tell: (WatchEvent) -> Void) throws {
    // Everything told up to here goes into this build; new folders are watched before they are read.
    _ = places.take()
    _ = places.find()
    pace.start()
    let start = SiteWatcher.seconds
    do {
      let summary = try build(.live, until: stop)
      let end = SiteWatcher.seconds
      let isFruitful = built == nil || summary.written > 0 || summary.removed > 0
      pace.finish(from: start, to: end, isFruitful: isFruitful)
      (lastLook, lookSeconds) = (end, end - start)
      built = summary
      try writeStamp()
      if isFruitful || lastFailure != nil { tell(.built(summary, seconds: end - start)) }
      lastFailure = nil
    } catch let stopped as BuildStopped {
      throw stopped
    } catch {
      let end = SiteWatcher.seconds
      pace.fail(from: start, to: end)
      (lastLook, lookSeconds) = (end, 0)
      // What will be wrong tomorrow as well is no reason to wait.
      if built == nil, !(error is StoreFailure), !(error is ExperimentFailure) { throw error }
      let message = "\(error)"
      if message != lastFailure { tell(built == nil ? .waiting(error) : .failed(error)) }
      lastFailure = message
    }
  }

  private func build(_ live: LiveMode, until stop: StopToken?) throws -> BuildSummary {
    var options = options
    options.now = clock()
    options.live = live
    return try SiteBuilder(options, progress: progress, until: stop).build(reporting: DiagnosticCollector())
  }

  /// Takes the marks of being live off the pages.
  private func finish(_ tell: (WatchEvent) -> Void) throws {
    guard let last = built, !last.livePages.isEmpty else { return }
    let start = SiteWatcher.seconds
    let summary = try build(.over, until: nil)
    built = nil
    // Pages that are open now learn that they are not live any more.
    try writeStamp()
    tell(.built(summary, seconds: SiteWatcher.seconds - start))
  }

  /// Tells live pages when they changed last, and that somebody looks.
  private func writeStamp() throws {
    lastStamp = SiteWatcher.seconds
    let stamp = LiveStamp(pages: built?.livePages ?? [:], looked: clock(), every: every)
    let path = PathText.withoutTrailingSlash(options.output) + "/" + LiveStamp.path
    let waiting = path + ".new"
    try FileWriter.write(stamp.bytes, to: waiting)
    try FileWriter.rename(waiting, to: path)
  }
}
