/// What stands between a key and a value.
enum FilterOperator: String, Sendable, Hashable {
  case contains = ":"
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// Whether it asks which of two numbers is greater.
  var isOrder: Bool { self != .contains && self != .equal && self != .unequal }

  /// The operator at an index, and where it ends; `==` is taken for `=`.
  static func scan(_ bytes: [UInt8], at index: Int) -> (FilterOperator, end: Int)? {
    let isDouble = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
    switch bytes[index] {
    case UInt8(ascii: ":"): return (.contains, index + 1)
    case UInt8(ascii: "="): return (.equal, isDouble ? index + 2 : index + 1)
    case UInt8(ascii: "!"): return isDouble ? (.unequal, index + 2) : nil
    case UInt8(ascii: "<"): return isDouble ? (.lessOrEqual, index + 2) : (.less, index + 1)
    case UInt8(ascii: ">"): return isDouble ? (.greaterOrEqual, index + 2) : (.greater, index + 1)
    default: return nil
    }
  }
}
