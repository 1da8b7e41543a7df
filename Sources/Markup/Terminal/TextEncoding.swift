/// How the bytes of a text file stand for characters.
public enum TextEncoding: Sendable, Hashable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  /// As browsers read what calls itself Latin-1: Windows-1252.
  case latin1

  /// Whether nothing in the file says so: it only fits better than UTF-8.
  public var isAssumed: Bool {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: false
    case .latin1: true
    }
  }

  /// The name people know it by.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .latin1: "Latin-1"
    }
  }
}
