import Digests
import Synchronization

/// What all jobs of a build left out together; the page of build notes tells it when they are done.
final class SiteTally: Sendable {
  private let sum = Mutex(JobTally())

  var value: JobTally { sum.withLock { $0 } }

  func add(_ tally: JobTally) {
    guard !tally.isEmpty else { return }
    sum.withLock { $0.add(tally) }
  }
}
