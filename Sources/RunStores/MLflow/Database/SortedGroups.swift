internal import Glibc

/// The rows of a table by run, from a cursor that gives them in the order of runs.
final class SortedGroups<Cursor: SQLCursor>: SQLGroups {
  private let cursor: Cursor
  /// Which column holds the run.
  private let column: Int
  private let order: RunOrder
  /// Read, but not of a run that was asked for yet.
  private var pending: Cursor.Row?
  private var isStarted = false
  /// The run of the last row and its rank; rows of runs that are not wanted have none.
  private var run: [UInt8] = []
  private var rank: Int?

  init(_ cursor: Cursor, runColumn column: Int, in order: RunOrder) {
    self.cursor = cursor
    self.column = column
    self.order = order
  }

  func forEachRow(of run: String, _ body: (Cursor.Row) -> Void) throws(SQLFailure) {
    if !isStarted {
      isStarted = true
      pending = try cursor.next()
    }
    guard let wanted = order.rank(of: run.utf8) else { return }
    while let row = pending {
      if let rank = rank(of: row) {
        if rank > wanted { return }
        if rank == wanted { body(row) }
      }
      pending = nil
      pending = try cursor.next()
    }
  }

  private func rank(of row: Cursor.Row) -> Int? {
    guard let bytes = row.bytes(column) else { return nil }
    let isSame = run.withUnsafeBufferPointer { run in
      guard run.count == bytes.count, let first = run.baseAddress, let second = bytes.baseAddress else { return false }
      return memcmp(first, second, run.count) == 0
    }
    if !isSame {
      run = Array(bytes)
      rank = order.rank(of: bytes)
    }
    return rank
  }
}
