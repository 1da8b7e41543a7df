internal import Glibc

/// The rows of a table by run, from a cursor that gives them in the order of runs.
final class SortedGroups<Cursor: SQLCursor>: SQLGroups {
  private let cursor: Cursor
  /// Which column holds the run.
  private let column: Int
  /// Read, but not of a run that was asked for yet.
  private var pending: Cursor.Row?
  private var isStarted = false

  init(_ cursor: Cursor, runColumn column: Int) {
    self.cursor = cursor
    self.column = column
  }

  func forEachRow(of run: String, _ body: (Cursor.Row) -> Void) throws(SQLFailure) {
    if !isStarted {
      isStarted = true
      pending = try cursor.next()
    }
    var run = run
    while let row = pending {
      let order = run.withUTF8 { SortedGroups.order(row.bytes(column), $0) }
      if order > 0 { return }
      if order == 0 { body(row) }
      pending = nil
      pending = try cursor.next()
    }
  }

  /// Below 0 if the first comes first, above 0 if the second does; NULL before all.
  private static func order(_ a: UnsafeBufferPointer<UInt8>?, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    guard let a else { return -1 }
    if let first = a.baseAddress, let second = b.baseAddress {
      let order = memcmp(first, second, min(a.count, b.count))
      if order != 0 { return Int(order) }
    }
    return a.count - b.count
  }
}
