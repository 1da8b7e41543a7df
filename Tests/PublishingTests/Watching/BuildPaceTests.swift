import Testing

@testable import Publishing

@Suite("The pace of a watcher's builds")
struct BuildPaceTests {
  /// After a build of some seconds that ended at 100.
  private func pace(every: Double = 10, after seconds: Double, isFruitful: Bool = true) -> BuildPace {
    var pace = BuildPace(every: every)
    pace.see(at: 90)
    pace.start()
    pace.finish(from: 100 - seconds, to: 100, isFruitful: isFruitful)
    return pace
  }

  @Test("asks for nothing while nothing changes")
  func rests() { #expect(pace(after: 0.1).due == nil) }

  @Test("is within a moment after a change, if the last build lies back long enough")
  func isPrompt() {
    var pace = pace(after: 0.1)
    pace.see(at: 150)
    pace.see(at: 155)
    #expect(pace.due == 150 + BuildPace.settling)
  }

  @Test("puts a change on the page within two seconds after it was seen, if a build takes a third of one")
  func isQuickUnderConstantChange() throws {
    var pace = pace(after: 0.33)
    pace.see(at: 100)
    #expect(try #require(pace.due) + 0.33 < 102)
  }

  @Test("lets a change now and then be built at once, however long builds take")
  func isPromptNowAndThen() {
    var pace = pace(after: 1)
    pace.see(at: 104)
    #expect(pace.due == 104 + BuildPace.settling)
  }

  @Test("builds a sixth of the time at most while everything changes all the time")
  func leavesRest() throws {
    var pace = BuildPace(every: 100)
    var now = 0.0
    let count = 100.0
    for _ in 0..<Int(count) {
      pace.see(at: now)
      now = try #require(pace.due)
      pace.start()
      pace.finish(from: now, to: now + 2, isFruitful: true)
      now += 2
    }
    #expect(abs(now - 6 * 2 * count) < 20, "\(now)")
  }

  @Test("never waits longer than was asked for")
  func keepsWord() {
    var slow = pace(after: 60)
    slow.see(at: 100)
    #expect(slow.due == 110)
    var eager = pace(every: 0.5, after: 3)
    eager.see(at: 100)
    #expect(eager.due == 101)
  }

  @Test("slows down while builds find nothing, and is prompt again after one that does")
  func learnsFromFruitlessBuilds() throws {
    var pace = pace(after: 0.1, isFruitful: false)
    var pauses = [pace.interval]
    for _ in 0..<6 {
      pace.see(at: 99)
      pace.start()
      pace.finish(from: 99.9, to: 100, isFruitful: false)
      pauses.append(pace.interval)
    }
    #expect(pauses == pauses.sorted() && pauses[0] == 2 && pauses.last == 4)
    pace.finish(from: 99.9, to: 100, isFruitful: true)
    #expect(pace.interval == 1)
  }

  @Test("takes no offence at a look that finds nothing")
  func looksAreNoOffence() {
    var pace = pace(after: 0.1)
    for _ in 0..<5 {
      pace.start()
      pace.finish(from: 99.9, to: 100, isFruitful: false)
    }
    #expect(pace.interval == 1)
  }

  @Test("tries again after a failure without being asked")
  func triesAgain() {
    var pace = pace(after: 0.1)
    pace.see(at: 120)
    pace.start()
    pace.fail(from: 120, to: 121)
    #expect(pace.due == 131)
  }
}
