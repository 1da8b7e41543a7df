/// By which column runs are sorted, and which way: `-metric.accuracy.max`.
public struct RunSort: Sendable, Hashable {
  public var key: ColumnKey
  /// Whether the greatest comes first.
  public var isDescending: Bool

  public init(_ key: ColumnKey, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }

  /// From a key with or without `-` before it.
  public init(parsing text: String) throws(FilterFailure) {
    isDescending = text.utf8.first == UInt8(ascii: "-")
    key = try ColumnKey(parsing: isDescending ? String(text.dropFirst()) : text)
  }

  /// As it is written.
  public var written: String { (isDescending ? "-" : "") + key.written }

  /// The order of runs, siblings among themselves, children below their parents.
  ///
  /// - Parameters:
  ///   - values: of each run, in the order of the table, in which equal ones stay.
  ///   - depths: how far each run stands below the top; its parent is the nearest run before it that is less deep.
  public func order(_ values: [SortValue], depths: [Int]) -> [Int] {
    RunTree.sorted(depths: depths) { SortValue.precedes(values[$0], values[$1], isDescending: isDescending) }
  }
}
