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
}
