internal import RunModel

/// A script's arguments as parameters: the runs of HyperDrive and of a sweep differ in nothing else.
enum AzureArguments {
  /// `--lr 0.1`, `--lr=0.1` and `--flag`, in the order of names, the last of a repeated name kept.
  static func parameters(_ arguments: [String]) -> [NamedValue] {
    var members: [StructuredValue.Member] = []
    var index = 0
    while index < arguments.count {
      defer { index += 1 }
      guard let name = name(arguments[index]) else { continue }
      if let equals = name.firstIndex(of: "="), equals > name.startIndex {
        members.append(.init(String(name[..<equals]), .string(String(name[name.index(after: equals)...]))))
      } else if index + 1 < arguments.count, self.name(arguments[index + 1]) == nil {
        index += 1
        members.append(.init(String(name), .string(arguments[index])))
      } else {
        members.append(.init(String(name), .bool(true)))
      }
    }
    return members.namedValues
  }

  /// What follows the dashes; nil for a value, a negative number included.
  private static func name(_ argument: String) -> Substring? {
    guard argument.hasPrefix("-") else { return nil }
    let name = argument.drop { $0 == "-" }
    guard let first = name.utf8.first, first | 0x20 >= UInt8(ascii: "a"), first | 0x20 <= UInt8(ascii: "z"),
      !["inf", "infinity", "nan"].contains(name.lowercased())
    else { return nil }
    return name
  }
}
