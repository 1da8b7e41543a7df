/// The rows of one answer of a server.
final class PostgresResult {
  fileprivate let handle: OpaquePointer
  fileprivate let library: LibPQ

  init(_ handle: OpaquePointer, _ library: LibPQ) {
    self.handle = handle
    self.library = library
  }

  deinit { library.clear(handle) }

  var rowCount: Int { Int(library.rowCount(handle)) }

  subscript(row: Int) -> PostgresRow { PostgresRow(result: self, row: Int32(clamping: row)) }

  var rows: some Sequence<PostgresRow> { (0..<rowCount).lazy.map { self[$0] } }
}

/// A row of an answer, every column of it as text.
struct PostgresRow: SQLRow {
  fileprivate let result: PostgresResult
  fileprivate let row: Int32

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    let (library, handle, column) = (result.library, result.handle, Int32(clamping: column))
    guard library.isNull(handle, row, column) == 0, let start = library.value(handle, row, column) else { return nil }
    return UnsafeBufferPointer(start: start, count: Int(library.length(handle, row, column)))
  }

  func isNull(_ column: Int) -> Bool { result.library.isNull(result.handle, row, Int32(clamping: column)) != 0 }

  func integer(_ column: Int) -> Int64? {
    guard let bytes = bytes(column) else { return nil }
    if let scanned = DecimalScanner.scan(bytes, from: 0), scanned.end == bytes.count {
      return scanned.integer ?? Int64(exactly: scanned.value)
    }
    guard bytes.count == 1 else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "t"): return 1
    case UInt8(ascii: "f"): return 0
    default: return nil
    }
  }

  func number(_ column: Int) -> Double? {
    guard let bytes = bytes(column) else { return nil }
    if let scanned = DecimalScanner.scan(bytes, from: 0), scanned.end == bytes.count { return scanned.value }
    switch String(decoding: bytes, as: UTF8.self) {
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: return nil
    }
  }
}
