import Diagnostics
import Foundation
import Pages
import RunModel
import RunStores
import Settings
import Synchronization
import TestSupport
import Testing

@testable import Publishing

@Suite("Watching stores")
struct SiteWatcherTests {
  let folder: TemporaryFolder
  var site: String { folder.path + "/site" }

  init() throws { folder = try TemporaryFolder() }

  /// What a watcher told, taken in by a thread that waits for it.
  final class Mailbox: Sendable {
    private let told = Mutex<[WatchEvent]>([])
    private let condition = NSCondition()
    private let failure = Mutex<(any Error)?>(nil)
    private let isDone = Atomic(false)
    let stop = StopToken()

    func put(_ event: WatchEvent) {
      told.withLock { $0.append(event) }
      condition.withLock { condition.broadcast() }
    }

    func finish(_ error: (any Error)?) {
      failure.withLock { $0 = error }
      isDone.store(true, ordering: .releasing)
      condition.withLock { condition.broadcast() }
    }

    var events: [WatchEvent] { told.withLock { $0 } }
    var error: (any Error)? { failure.withLock { $0 } }
    var hasEnded: Bool { isDone.load(ordering: .acquiring) }

    /// Waits until something holds; a minute is more than enough on any machine.
    func wait(until holds: () -> Bool) -> Bool {
      let end = Date(timeIntervalSinceNow: 60)
      condition.lock()
      defer { condition.unlock() }
      while !holds() {
        if Date() > end { return false }
        _ = condition.wait(until: Date(timeIntervalSinceNow: 0.05))
      }
      return true
    }
  }

  /// - Parameter limit: how many folders are watched by events.
  private func watch(
    _ stores: [String] = ["store"], to output: String = "site", every: Double = 1, limit: Int = 1000,
    _ body: (Mailbox) throws -> Void
  ) throws -> Mailbox {
    let locations = stores.map { folder.path + "/" + $0 }
    var options = BuildOptions(
      locations: locations, output: folder.path + "/" + output, jobs: 2, now: SiteWatcher.wallClock())
    options.title = "Test"
    let mailbox = Mailbox()
    let output = options.output
    Thread { [options, folder] in
      do {
        let places = WatchedPlaces(locations, excluding: [output, output + ".cache"], folderLimit: limit)
        let settings = folder.path + "/runreport.yaml"
        let watched = WatchedSettings(file: settings) {
          let bytes = (try? Data(contentsOf: URL(fileURLWithPath: settings))).map(Array.init) ?? []
          let settings = try Settings(bytes, file: settings)
          var renewed = options
          renewed.settings = settings
          renewed.title = settings.title
          if !settings.stores.isEmpty { renewed.locations = settings.stores }
          return renewed
        }
        let watcher = SiteWatcher(
          options, every: every, settings: watched, clock: SiteWatcher.wallClock, places: places)
        try watcher.run(until: mailbox.stop) { mailbox.put($0) }
        mailbox.finish(nil)
      } catch {
        mailbox.finish(error)
      }
    }.start()
    defer { mailbox.stop.stop() }
    try body(mailbox)
    mailbox.stop.stop()
    #expect(mailbox.wait { mailbox.hasEnded })
    return mailbox
  }

  /// A run that runs, with one metric.
  private func writeRun(_ name: String = "run", secondsAgo: Double = 60, status: String = "running") throws {
    let start = Date().timeIntervalSince1970 - secondsAgo
    try folder.write([
      "store/experiment/\(name)/run.json":
        "{\"id\": \"\(name)\", \"status\": \"\(status)\", \"start\": \(start)}",
      "store/experiment/\(name)/metrics.jsonl":
        "{\"name\": \"loss\", \"step\": 0, \"value\": 0.5, \"time\": \(start)}\n",
    ])
  }

  private func append(_ line: String, to name: String = "run") throws {
    let file = try #require(FileHandle(forWritingAtPath: folder.path + "/store/experiment/\(name)/metrics.jsonl"))
    try file.seekToEnd()
    try file.write(contentsOf: Data((line + "\n").utf8))
    try file.close()
  }

  private func page(of name: String = "run") -> String? {
    let path = folder.files.first { $0.hasPrefix("site/") && $0.contains("/\(name)-") && $0.hasSuffix("/index.html") }
    return path.flatMap { try? folder.text($0) }
  }

  private func isMarked(_ mailbox: Mailbox) -> Bool { page()?.contains("data-live") == true }

  @Test("puts a new value and a new run on the pages, and takes the marks of being live off when it stops")
  func follows() throws {
    try writeRun()
    let mailbox = try watch { mailbox in
      #expect(mailbox.wait { isMarked(mailbox) })
      #expect(mailbox.wait { (try? folder.text("site/stamp.js"))?.contains("run-") == true })
      try append(#"{"name": "loss", "step": 1, "value": 0.125}"#)
      #expect(mailbox.wait { page()?.contains("0.125") == true })
      try writeRun("another")
      #expect(mailbox.wait { page(of: "another") != nil })
    }
    #expect(mailbox.error == nil)
    let texts = try folder.files.filter { $0.hasPrefix("site/") && $0.hasSuffix(".html") }.map { try folder.text($0) }
    #expect(texts.count > 5 && !texts.contains { $0.contains("data-live") || $0.contains("http-equiv") })
    #expect(try folder.text("site/stamp.js").contains("\"pages\":{}"))
    #expect(!folder.files.contains { $0.contains("staging") || $0.hasSuffix(".new") })
  }

  @Test("follows the same where it must look, since the system may not watch so many folders")
  func looks() throws {
    try writeRun()
    let mailbox = try watch(every: 0.3, limit: 1) { mailbox in
      #expect(mailbox.wait { page() != nil })
      try append(#"{"name": "loss", "step": 1, "value": 0.125}"#)
      #expect(mailbox.wait { page()?.contains("0.125") == true })
    }
    let notes = mailbox.events.filter { if case .note = $0 { true } else { false } }
    #expect(notes.count == 1)
  }

  @Test("builds a store that is written to all the time far less often than it is written to")
  func debounces() throws {
    try writeRun()
    let mailbox = try watch(every: 10) { mailbox in
      #expect(mailbox.wait { page() != nil })
      for step in 1...300 {
        try append("{\"name\": \"loss\", \"step\": \(step), \"value\": 0.5}")
        usleep(5000)
      }
      try append(#"{"name": "loss", "step": 999, "value": 0.0625}"#)
      #expect(mailbox.wait { page()?.contains("0.0625") == true })
    }
    let builds = mailbox.events.count { if case .built = $0 { true } else { false } }
    #expect(builds < 30, "\(builds) builds")
  }

  @Test("builds nothing while nothing changes")
  func rests() throws {
    try writeRun(status: "completed")
    let mailbox = try watch { mailbox in
      #expect(mailbox.wait { page() != nil })
      // Files of the last two seconds are read once more; nothing comes of it.
      sleep(3)
    }
    let builds = mailbox.events.count { if case .built = $0 { true } else { false } }
    #expect(builds == 1)
  }

  @Test("shows a run as stale at the moment it was silent for too long")
  func turnsStale() throws {
    try writeRun(secondsAgo: 3600 - 3)
    _ = try watch(every: 1000) { mailbox in
      #expect(mailbox.wait { isMarked(mailbox) && page()?.contains("s running") == true })
      #expect(mailbox.wait { page()?.contains("s stale") == true && !isMarked(mailbox) })
    }
  }

  @Test("takes the marks off the page of a run that ended")
  func followsEnd() throws {
    try writeRun()
    _ = try watch { mailbox in
      #expect(mailbox.wait { isMarked(mailbox) })
      try writeRun(status: "failed")
      #expect(mailbox.wait { page()?.contains("s failed") == true && !isMarked(mailbox) })
      // It comes after the pages.
      #expect(mailbox.wait { (try? folder.text("site/stamp.js"))?.contains("\"pages\":{}") == true })
    }
  }

  @Test("builds by new settings when their file comes, changes or goes, and by the old ones while it is broken")
  func followsSettings() throws {
    try writeRun(status: "completed")
    func title() -> String? { try? folder.text("site/index.html") }
    let mailbox = try watch { mailbox in
      #expect(mailbox.wait { page() != nil })
      try folder.write(["runreport.yaml": "title: First title\n"])
      #expect(mailbox.wait { title()?.contains("First title") == true })
      try folder.write(["runreport.yaml": "title: Second title\nmetrics:\n  loss: {directoin: lower}\n"])
      #expect(mailbox.wait { mailbox.events.contains { if case .settingsFailed = $0 { true } else { false } } })
      try append(#"{"name": "loss", "step": 1, "value": 0.125}"#)
      #expect(mailbox.wait { page()?.contains("0.125") == true })
      #expect(title()?.contains("First title") == true)
      try folder.write(["runreport.yaml": "title: Third title\nmetrics:\n  loss: {direction: lower}\n"])
      #expect(mailbox.wait { title()?.contains("Third title") == true })
      try FileManager.default.removeItem(atPath: folder.path + "/runreport.yaml")
      #expect(mailbox.wait { title()?.contains("Third title") == false })
    }
    let failures = mailbox.events.compactMap { if case .settingsFailed(let error) = $0 { error } else { nil } }
    let problems = failures.compactMap { ($0 as? SettingsFailure)?.problems }
    #expect(failures.count == 1 && problems.first?.first?.line == 3 && problems.first?.first?.column != nil)
  }

  @Test("watches another store when the settings name one")
  func followsStores() throws {
    try writeRun(status: "completed")
    try writeRun("other", status: "completed")
    try FileManager.default.createDirectory(atPath: folder.path + "/second/e", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: folder.path + "/store/experiment/other", toPath: folder.path + "/second/e/other")
    // Looking would see it too, but not within the time that is waited for.
    _ = try watch(every: 1000) { mailbox in
      #expect(mailbox.wait { page() != nil && page(of: "other") == nil })
      try folder.write(["runreport.yaml": "stores: [\(folder.path)/second]\n"])
      #expect(mailbox.wait { page(of: "other") != nil && page() == nil })
      try folder.write([
        "second/e/third/run.json": #"{"id": "third", "status": "completed"}"#,
        "second/e/third/metrics.jsonl": #"{"name": "loss", "step": 0, "value": 1}"# + "\n",
      ])
      #expect(mailbox.wait { page(of: "third") != nil })
    }
  }

  @Test("waits for a store that is not there yet, and says so once")
  func waits() throws {
    let mailbox = try watch(every: 0.3) { mailbox in
      #expect(mailbox.wait { !mailbox.events.isEmpty })
      usleep(700_000)
      try writeRun()
      #expect(mailbox.wait { page() != nil })
    }
    let waits = mailbox.events.filter { if case .waiting(let error) = $0 { error is StoreFailure } else { false } }
    #expect(!waits.isEmpty && waits.count <= 2, "\(mailbox.events)")
  }

  @Test("keeps the old site when its store goes away, says so, and goes on when it is back")
  func survivesLoss() throws {
    try writeRun()
    let mailbox = try watch(every: 0.3) { mailbox in
      #expect(mailbox.wait { page() != nil })
      try FileManager.default.moveItem(atPath: folder.path + "/store", toPath: folder.path + "/away")
      #expect(mailbox.wait { mailbox.events.contains { if case .failed = $0 { true } else { false } } })
      #expect(page() != nil)
      try FileManager.default.moveItem(atPath: folder.path + "/away", toPath: folder.path + "/store")
      try append(#"{"name": "loss", "step": 1, "value": 0.125}"#)
      #expect(mailbox.wait { page()?.contains("0.125") == true })
    }
    #expect(mailbox.error == nil)
  }

  @Test("writes its site beside a store in a folder it watches, and is not woken by that")
  func outputWithin() throws {
    try writeRun(status: "completed")
    let mailbox = try watch([""], to: "site") { mailbox in
      #expect(mailbox.wait { page() != nil })
      sleep(3)
    }
    #expect(mailbox.events.count { if case .built = $0 { true } else { false } } == 1)
  }

  @Test("ends at once where the output is refused")
  func refuses() throws {
    try writeRun()
    try folder.write(["site/holiday.txt": "mine"])
    let mailbox = try watch { mailbox in #expect(mailbox.wait { mailbox.hasEnded }) }
    #expect(mailbox.error is OutputFailure)
  }

  @Test("a build told to stop leaves the old site as it is and nothing behind")
  func stopsWithin() throws {
    try writeRun()
    let stop = StopToken()
    stop.stop()
    var options = BuildOptions(
      locations: [folder.path + "/store"], output: site, jobs: 2, now: Timestamp(milliseconds: 1_795_500_000_000))
    #expect(throws: BuildStopped.self) { try SiteBuilder(options, until: stop).build(reporting: .init()) }
    #expect(folder.files.filter { $0.hasPrefix("site/") } == [])
    _ = try SiteBuilder(options).build(reporting: .init())
    let before = try folder.contents().filter { $0.key.hasPrefix("site/") }
    options.live = .live
    #expect(throws: BuildStopped.self) { try SiteBuilder(options, until: stop).build(reporting: .init()) }
    #expect(try folder.contents().filter { $0.key.hasPrefix("site/") } == before)
  }

  @Test("after a watcher that was killed, a plain build takes its marks and its stamp away")
  func cleansUp() throws {
    try writeRun()
    var options = BuildOptions(
      locations: [folder.path + "/store"], output: site, jobs: 2, now: SiteWatcher.wallClock())
    options.live = .live
    let summary = try SiteBuilder(options).build(reporting: .init())
    try folder.write(["site/stamp.js": "old"])
    #expect(summary.livePages.count > 3 && page()?.contains("data-live") == true)
    options.live = .never
    _ = try SiteBuilder(options).build(reporting: .init())
    #expect(page()?.contains("data-live") == false && !folder.files.contains("site/stamp.js"))
  }

  @Test("a build that makes nothing again knows the live pages of the one before")
  func keepsStamps() throws {
    try writeRun()
    for file in folder.files {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: folder.path + "/" + file)
    }
    var options = BuildOptions(
      locations: [folder.path + "/store"], output: site, jobs: 2, now: SiteWatcher.wallClock())
    options.live = .live
    let first = try SiteBuilder(options).build(reporting: .init())
    let second = try SiteBuilder(options).build(reporting: .init())
    #expect(second.written == 0 && second.livePages == first.livePages && !first.livePages.isEmpty)
    #expect(second.nextStale == first.nextStale && first.nextStale != nil)
  }
}
