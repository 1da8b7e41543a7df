/// Ticks of an axis of texts, which stand in the middle of equal shares of it.
enum CategoryTicks {
  /// Along an x axis: each text, or every so many if they are more than have room.
  static func across(_ categories: [String], width: Double) -> [Tick] {
    let share = width / Double(categories.count)
    // A few letters at least.
    let stride = max(1, Int((42 / share).rounded(.up)))
    return ticks(categories, every: stride) { ChartText.fit($0, share * Double(stride) - 6) }
  }

  /// Along a vertical axis, lowest first.
  static func along(_ categories: [String], height: Double, room: Double) -> [Tick] {
    let stride = max(1, Int((14 / (height / Double(categories.count))).rounded(.up)))
    return ticks(categories, every: stride) { ChartText.fit($0, room) }
  }

  private static func ticks(_ categories: [String], every step: Int, text: (String) -> String) -> [Tick] {
    stride(from: 0, to: categories.count, by: step).map { index in
      Tick(
        value: Double(index), fraction: (Double(index) + 0.5) / Double(categories.count), text: text(categories[index]))
    }
  }
}
