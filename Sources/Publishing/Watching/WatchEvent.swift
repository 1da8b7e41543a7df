/// What a watcher tells of itself.
public enum WatchEvent: Sendable {
  /// The site is new, or files of it changed.
  ///
  /// - Parameter seconds: how long that took.
  case built(BuildSummary, seconds: Double)
  /// A build failed and is tried again; the old site is as it was. Told once for each failure.
  case failed(any Error)
  /// There is no store yet; the watcher looks again and again. Told once.
  case waiting(any Error)
  /// The settings changed; the next build goes by them.
  case settings
  /// The settings changed and cannot be read; the old ones stay. Told once for each change.
  case settingsFailed(any Error)
  /// How it is watched, where that is not as one would expect.
  case note(String)
}
