/// What stands in one column of the first rows.
struct CSVColumnSample {
  private(set) var numberCount = 0
  private(set) var textCount = 0
  /// Whether every number is whole and fits 64 bits.
  private(set) var isWhole = true
  private(set) var decreases = 0
  private(set) var increases = 0
  /// Whether the numbers are 0, 1, 2 … or 1, 2, 3 …, as an index is.
  private(set) var isCounted = true
  private(set) var greatest = -Double.infinity
  /// Whether every cell that holds anything is a moment in absolute time.
  private(set) var isAbsoluteTime = true
  private var previous = 0.0

  mutating func add(_ cell: CSVRowReader.Cell, in bytes: UnsafeBufferPointer<UInt8>) {
    let value = CSVValue(cell, in: bytes)
    if case .missing = value { return }
    isAbsoluteTime = isAbsoluteTime && CSVTime.milliseconds(value, cell, in: bytes) != nil
    guard case .number(let number, _) = value else {
      textCount += 1
      return
    }
    numberCount += 1
    isWhole = isWhole && value.step != nil
    greatest = max(greatest, number)
    guard numberCount > 1 else {
      previous = number
      isCounted = number == 0 || number == 1
      return
    }
    if number < previous { decreases += 1 }
    if number > previous { increases += 1 }
    isCounted = isCounted && number == previous + 1
    previous = number
  }

  /// Whether the numbers could be steps: whole, not those of a clock, and going on more often than back.
  var isStepLike: Bool {
    numberCount > 0 && textCount == 0 && isWhole && greatest < 1e12 && !isAbsoluteTime
      && decreases * 2 <= increases && (increases > 0 || numberCount < 3)
  }

  /// Whether they are steps beyond doubt: never going back, and hardly one standing twice.
  var isSteady: Bool { isStepLike && decreases == 0 && increases * 10 >= (numberCount - 1) * 9 }

  /// Whether they go back again and again, as batches do that are counted within each epoch.
  var isRestarting: Bool {
    numberCount > 0 && textCount == 0 && isWhole && decreases > 1 && increases > decreases
  }
}
