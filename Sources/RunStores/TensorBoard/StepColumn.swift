internal import Glibc

/// What one tag of a run logged, under the rule of TensorBoard's default reader for jobs that start again: a new
/// entry of some step removes all earlier ones of that step or a later one (tensorboard/data/server/reservoir.rs).
///
/// One exception: while everything stands at one step, everything is kept. Jobs that never pass a step would
/// otherwise be left with one point.
///
/// Bare memory, 24 bytes an entry, which its owner has to `free`.
struct StepColumn {
  struct Entry {
    var step: Int64
    /// Seconds since 1970; NaN where the event has none.
    var wallTime: Double
    /// The bits of the value, or the place of what was logged in a list.
    var payload: UInt64
  }

  private var start: UnsafeMutablePointer<Entry>?
  private var capacity = 0
  private(set) var count = 0
  /// An entry of a greater step is simply the next one.
  private var barrier = Int64.min
  /// Whether everything stands at one step, more than once.
  private(set) var holdsOneStep = false
  /// How many entries were removed.
  private(set) var droppedCount = 0

  var entries: UnsafeBufferPointer<Entry> { UnsafeBufferPointer(start: start, count: count) }

  @inline(__always)
  mutating func append(_ entry: Entry) {
    if entry.step <= barrier { restart(at: entry.step) }
    if count == capacity { grow() }
    guard let start else { return }
    start[count] = entry
    count += 1
    if !holdsOneStep { barrier = entry.step }
  }

  private mutating func restart(at step: Int64) {
    guard count > 0, let start else { return }
    let last = start[count - 1].step
    if step == last, start[0].step == last {
      // Any other step ends this, a greater one too.
      barrier = .max
      holdsOneStep = true
      return
    }
    var kept = count
    if holdsOneStep {
      // The rule holds from here on, for what stands there already too.
      holdsOneStep = false
      start[0] = start[count - 1]
      kept = 1
    }
    while kept > 0, start[kept - 1].step >= step { kept -= 1 }
    droppedCount += count - kept
    count = kept
  }

  private mutating func grow() {
    let larger = max(16, capacity * 2)
    guard let room = realloc(start, larger * MemoryLayout<Entry>.stride) else { fatalError("out of memory") }
    start = room.bindMemory(to: Entry.self, capacity: larger)
    capacity = larger
  }

  mutating func free() {
    Glibc.free(start)
    self = StepColumn()
  }
}
