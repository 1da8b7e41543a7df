internal import Foundation
internal import GRDB
internal import RunModel

/// What cells of Trackio's tables hold: SQLite lets any of them be of any type.
enum TrackioValue {
  /// Text or a number as text.
  static func text(_ cell: DatabaseValue) -> String? {
    switch cell.storage {
    case .string(let text): text
    case .int64(let number): String(number)
    case .double(let number): "\(number)"
    case .blob(let data): String(decoding: data, as: UTF8.self)
    case .null: nil
    }
  }

  static func integer(_ cell: DatabaseValue) -> Int64? {
    switch cell.storage {
    case .int64(let number): number
    case .double(let number): Int64(exactly: number)
    default: nil
    }
  }

  static func time(_ cell: DatabaseValue) -> Timestamp? { text(cell).flatMap(TimeScanner.iso) }

  /// The JSON object in a cell, text or bytes; nil if there is none.
  static func object(_ cell: DatabaseValue) -> StructuredValue? {
    let bytes: [UInt8]
    switch cell.storage {
    case .string(let text): bytes = Array(text.utf8)
    case .blob(let data): bytes = Array(data)
    default: return nil
    }
    guard let value = try? JSONReader.read(bytes), value.object != nil else { return nil }
    return value
  }

  /// Whether an object is an image, a table, a histogram: `{"_type": "trackio.image", …}`.
  static func isMedia(_ value: StructuredValue) -> Bool { value["_type"]?.string != nil }
}
