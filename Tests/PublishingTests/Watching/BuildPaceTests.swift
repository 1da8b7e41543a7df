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

  @Test("leaves five times the length of a build between builds, and never more than was asked for")
  func leavesRest() {
    for (seconds, due) in [(0.01, 101.0), (1.0, 105.0), (7.0, 110.0)] {
      var pace = pace(after: seconds)
      pace.see(at: 100)
      #expect(pace.due == due)
    }
    var eager = pace(every: 0.5, after: 3)
    eager.see(at: 100)
    #expect(eager.due == 101)
  }

  @Test("slows down while builds find nothing, and is prompt again after one that does")
  func learnsFromFruitlessBuilds() throws {
    var pace = pace(after: 0.1, isFruitful: false)
    var ends = [pace.interval]
    for _ in 0..<6 {
      pace.finish(from: 99.9, to: 100, isFruitful: false)
      ends.append(pace.interval)
    }
    #expect(ends == ends.sorted() && ends[0] == 2 && ends.last == 10)
    pace.finish(from: 99.9, to: 100, isFruitful: true)
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
