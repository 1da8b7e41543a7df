/// How the bytes of a text file stand for characters.
public enum TextEncoding: Sendable, Hashable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  /// As browsers read what calls itself Latin-1: Windows-1252.
  case latin1

  /// The name people know it by.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .latin1: "Latin-1"
    }
  }
}
