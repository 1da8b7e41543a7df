/// A name, or a pattern of names in which `*` stands for any characters, none included.
public struct NamePattern: Sendable, Hashable {
  public let text: String
  private let bytes: [UInt8]

  public init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// Whether it stands for more than one name.
  public var isPattern: Bool { bytes.contains(UInt8(ascii: "*")) }

  /// Whether it fits a name, all of it, case counting.
  public func fits(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { fits($0) }
  }

  private func fits(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    var index = 0
    /// Where to go on when what follows the last star does not fit.
    var retry: (place: Int, index: Int)?
    while index < name.count {
      if place < bytes.count, bytes[place] == UInt8(ascii: "*") {
        place += 1
        retry = (place, index)
      } else if place < bytes.count, bytes[place] == name[index] {
        place += 1
        index += 1
      } else if let (start, from) = retry {
        retry = (start, from + 1)
        place = start
        index = from + 1
      } else {
        return false
      }
    }
    return bytes[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
