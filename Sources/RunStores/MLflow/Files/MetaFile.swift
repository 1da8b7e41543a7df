internal import Yams

/// Reads a `meta.yaml`: flat lines by hand, anything more with Yams, and of a damaged file what can be read.
enum MetaFile {
  /// No metadata file comes near this; what does is no metadata file.
  static let sizeLimit = 1 << 20

  /// - Parameter report: told once what is wrong with a damaged file, with its line where one is to blame.
  static func fields(_ bytes: UnsafeBufferPointer<UInt8>, report: (Int?, String) -> Void) -> MetaFields {
    if let fields = FlatYAML.fields(bytes) { return fields }
    if let fields = isHarmless(bytes) ? composed(bytes) : nil { return fields }
    return damaged(bytes, report: report)
  }

  /// The fields as Yams reads them; nil if it cannot.
  private static func composed(_ bytes: UnsafeBufferPointer<UInt8>) -> MetaFields? {
    guard let node = try? compose(yaml: String(decoding: bytes, as: UTF8.self)), let mapping = node.mapping else {
      return nil
    }
    var fields = MetaFields()
    for (key, value) in mapping {
      guard case .scalar(let name) = key, case .scalar(let scalar) = value else { continue }
      fields.add(name.string, scalar.style == .plain ? MetaFields.plain(scalar.string) : scalar.string)
    }
    return fields
  }

  /// The lines of a damaged file that can be read by themselves.
  private static func damaged(
    _ bytes: UnsafeBufferPointer<UInt8>, report: (Int?, String) -> Void
  ) -> MetaFields {
    var fields = MetaFields()
    fields.isDamaged = true
    var badLine: Int?
    for (index, line) in FlatYAML.lines(bytes).enumerated() {
      switch FlatYAML.line(line) {
      case .field(let name, let value): fields.add(name, value)
      case .nothing: continue
      case .other: badLine = badLine ?? index + 1
      }
    }
    guard !fields.isEmpty else {
      report(nil, bytes.isEmpty ? "is empty, expected `key: value` lines" : "holds no `key: value` lines")
      return fields
    }
    report(badLine, "is not readable as YAML, only the lines that are plainly `key: value` are used")
    return fields
  }

  /// Whether the text can neither nest nor multiply by aliases beyond what a recursive reader bears.
  private static func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var nesting = 0
    var aliases = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): nesting += 1
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        if index + 1 == bytes.count || bytes[index + 1] <= 0x20 { nesting += 1 }
      case UInt8(ascii: "*"): aliases += 1
      default: break
      }
    }
    return nesting <= 400 && aliases <= 16
  }
}
