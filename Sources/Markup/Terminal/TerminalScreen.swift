/// The last lines of a log, as far as the cursor can still come back to them.
struct TerminalScreen {
  /// The line the cursor is in, and those above and below it that it can go to, the nearest ones last.
  var current: TerminalScreenLine
  private var above: [TerminalScreenLine] = []
  private var below: [TerminalScreenLine] = []
  private var lineFeedCount = 0

  /// - Parameter limit: how many bytes of a line are kept.
  init(limit: Int) { current = TerminalScreenLine(limit: limit) }

  /// Goes to the next line: the one below, or a new one.
  ///
  /// - Parameter body: gets the line that is final now, if there is one.
  mutating func feed(_ body: (TerminalLine) throws -> Void) rethrows {
    lineFeedCount += 1
    if !below.isEmpty { return goDown(to: 0) }
    var next = TerminalScreenLine(limit: current.limit)
    if above.count + 1 >= TerminalStream.rowLimit {
      next = above.removeFirst()
      try body(next.resolved())
      next.clear()
    }
    next.line.number = lineFeedCount
    above.append(current)
    current = next
  }

  /// Gives all lines there are.
  ///
  /// - Parameter isOpen: whether the line the cursor is in counts though nothing may be seen in it.
  mutating func finish(isOpen: Bool, _ body: (TerminalLine) throws -> Void) rethrows {
    for index in above.indices { try body(above[index].resolved()) }
    if isOpen || !below.isEmpty || !current.isUntouched { try body(current.resolved()) }
    // Where the last line feed led there is no line if nothing was ever written in it.
    for index in below.indices.reversed() where index > 0 || !below[index].isUntouched {
      try body(below[index].resolved())
    }
    above.removeAll()
    below.removeAll()
  }

  /// Erases all lines below the one the cursor is in.
  mutating func eraseBelow() {
    for index in below.indices { below[index].erase(2) }
  }

  /// Up to the oldest line at most.
  mutating func goUp(_ count: Int, toStart: Bool) {
    let column = toStart ? 0 : above.isEmpty ? nil : current.column
    for _ in 0..<min(count, above.count) {
      below.append(current)
      current = above.removeLast()
    }
    if let column { current.enter(at: column) }
  }

  /// Down to the newest line at most.
  mutating func goDown(_ count: Int, toStart: Bool) {
    if below.isEmpty {
      if toStart { current.place(0) }
      return
    }
    let column = toStart ? 0 : current.column
    for _ in 1..<max(1, min(count, below.count)) {
      above.append(current)
      current = below.removeLast()
    }
    goDown(to: column)
  }

  private mutating func goDown(to column: Int) {
    above.append(current)
    current = below.removeLast()
    current.enter(at: column)
  }
}
