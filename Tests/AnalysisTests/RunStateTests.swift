import Analysis
import RunModel
import Testing

@Suite("A run's state")
struct RunStateTests {
  private func state(_ status: RunStatus, lastSign: Int64?, now: Int64 = 10_000_000) -> RunState {
    RunState.of(
      status, lastSign: lastSign.map(Timestamp.init(milliseconds:)),
      now: Timestamp(milliseconds: now))
  }

  @Test("is stale once a running run was silent for more than an hour")
  func turnsStale() {
    #expect(state(.running, lastSign: 10_000_000 - 3_600_000) == .reported(.running))
    #expect(state(.running, lastSign: 10_000_000 - 3_600_001) == .stale(since: Timestamp(milliseconds: 6_399_999)))
    #expect(state(.running, lastSign: nil) == .stale(since: nil))
  }

  @Test(
    "is what the store says for a run that ended",
    arguments: [RunStatus.completed, .failed, .canceled, .queued, .unknown])
  func reports(status: RunStatus) {
    #expect(state(status, lastSign: 0) == .reported(status))
  }

  @Test(
    "turns stale exactly when its patience ends",
    arguments: [0, 1, 500, 3_599_999, 3_600_000, 3_600_001] as [Int64])
  func knowsEnd(silence: Int64) {
    let now = Timestamp(milliseconds: 10_000_000)
    let sign = Timestamp(milliseconds: now.milliseconds - silence)
    let end = RunState.end(ofPatienceWith: .running, lastSign: sign, now: now)
    let isRunning = RunState.of(.running, lastSign: sign, now: now) == .reported(.running)
    #expect((end != nil) == isRunning)
    guard let end else { return }
    #expect(RunState.of(.running, lastSign: sign, now: end) == .stale(since: sign))
    let before = Timestamp(milliseconds: end.milliseconds - 1)
    #expect(RunState.of(.running, lastSign: sign, now: before) == .reported(.running))
  }

  @Test("is told of any two moments, those at the ends of 64 bits as well")
  func extremes() {
    #expect(state(.running, lastSign: .min) == .stale(since: Timestamp(milliseconds: .min)))
    #expect(state(.running, lastSign: .max) == .reported(.running))
    #expect(state(.running, lastSign: .max, now: .min) == .reported(.running))
    let (first, last) = (Timestamp(milliseconds: .min), Timestamp(milliseconds: .max))
    #expect(RunState.end(ofPatienceWith: .running, lastSign: last, now: first) == nil)
    #expect(last.milliseconds(since: first) == .max && first.milliseconds(since: last) == .min)
    #expect(first.milliseconds(since: first) == 0 && last.milliseconds(since: Timestamp(milliseconds: 1)) == .max - 1)
  }

  @Test("has no end of patience where it is no matter of time")
  func hasNoEnd() {
    let now = Timestamp(milliseconds: 10)
    #expect(RunState.end(ofPatienceWith: .completed, lastSign: now, now: now) == nil)
    #expect(RunState.end(ofPatienceWith: .queued, lastSign: now, now: now) == nil)
    #expect(RunState.end(ofPatienceWith: .running, lastSign: nil, now: now) == nil)
  }
}
