/// How the bytes of a text file stand for characters.
public enum TextEncoding: Sendable, Hashable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  /// As browsers read what calls itself Latin-1: Windows-1252.
  case latin1
  /// Korean: EUC-KR and what Windows added to it.
  case cp949
  /// Chinese: GB 2312 and what Windows added to it.
  case gbk
  /// Japanese, as Windows has it.
  case shiftJIS
  /// Japanese, as Unix had it.
  case eucJP

  /// Whether nothing in the file says so: it only fits better than UTF-8.
  public var isAssumed: Bool {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: false
    case .latin1, .cp949, .gbk, .shiftJIS, .eucJP: true
    }
  }

  /// The name people know it by.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .latin1: "Latin-1"
    case .cp949: "cp949"
    case .gbk: "GBK"
    case .shiftJIS: "Shift-JIS"
    case .eucJP: "EUC-JP"
    }
  }

  /// What the C library calls it, if it takes the C library to read it.
  var converterName: String? {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .latin1: nil
    case .cp949: "CP949"
    case .gbk: "GB18030"
    case .shiftJIS: "CP932"
    case .eucJP: "EUC-JP"
    }
  }
}
