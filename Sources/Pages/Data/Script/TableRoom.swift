/// How many columns of an experiment fit into the files for the script: they are held in memory until the last run.
///
/// Above the limit first, mean, count and steps go first, then tags, then metrics and parameters, the last of each.
struct TableRoom {
  /// Eight bytes each in memory, up to twenty in the files.
  private static let cellLimit = 6_000_000

  let parameters: Int
  let metrics: Int
  let tags: Int
  /// Whether metrics have first, mean, count and steps.
  let hasMore: Bool

  init(runs: Int, parameters: Int, metrics: Int, tags: Int) {
    var room = TableRoom.cellLimit / max(1, runs)
    self.parameters = min(parameters, max(room / 2, room - 3 * metrics))
    room -= self.parameters
    self.metrics = min(metrics, room / 3)
    room -= 3 * self.metrics
    self.tags = min(tags, room)
    room -= self.tags
    hasMore = self.metrics == metrics && 5 * metrics <= room
  }
}
