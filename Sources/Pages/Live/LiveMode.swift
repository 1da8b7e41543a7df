/// Whether pages of runs that still run are live: they say when they were updated, and renew themselves.
public enum LiveMode: Sendable, Hashable {
  /// Nobody builds the site again by himself.
  case never
  /// A watcher builds it again when something changes.
  case live
  /// A watcher just stopped: pages that are open learn that they are live no more.
  case over
}
