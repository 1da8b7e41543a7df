import RunModel
internal import Yams

/// Reads YAML that tools wrote, as JSON has it: mappings in the order of the file, scalars as they are written.
///
/// Tags are looked past, Python's included: `!!python/object:argparse.Namespace` is the mapping it stands before,
/// and `!!python/name:torch.nn.ReLU ''` is the name.
enum YAMLReader {
  /// Larger files are no settings.
  static let sizeLimit = 4 << 20
  /// What a recursive reader bears, and far beyond what a program writes.
  private static let nestingLimit = 100
  private static let flowLimit = 200

  struct Failure: Error {
    /// One-based, where one is to blame.
    var line: Int?
    var reason: String
  }

  /// The first document of a file; null for an empty one.
  static func read(_ bytes: [UInt8]) throws(Failure) -> StructuredValue {
    guard bytes.count <= sizeLimit else { throw Failure(reason: "is larger than \(sizeLimit) bytes") }
    try checkNesting(bytes)
    guard let text = YAMLText(bytes) else { throw Failure(reason: "is not readable as YAML") }
    do {
      // Names of anchors live as long as their parser.
      let parser = try Parser(yaml: text.text)
      return try withExtendedLifetime(parser) {
        guard let node = try parser.singleRoot() else { return .null }
        var tree = YAMLTree(text)
        let value = tree.value(node)
        if tree.hasUnknownAlias { throw Failure(reason: "is not readable as YAML") }
        return value
      }
    } catch let failure as Failure {
      throw failure
    } catch let error as YamlError {
      throw Failure(line: line(of: error), reason: "is not readable as YAML")
    } catch {
      throw Failure(reason: "is not readable as YAML")
    }
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  /// Refuses what nests beyond all settings, before anything recursive sees it.
  ///
  /// A block nests at most twice with each column of indentation, and with each dash, question mark and colon that
  /// stand before its text. A closing bracket counts while it is one for certain: not once a quotation mark or a
  /// comment was met within brackets.
  private static func checkNesting(_ bytes: [UInt8]) throws(Failure) {
    var flow = 0
    var isInDoubt = false
    var line = 1
    var depth = 0
    var isIndentation = true
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case _ where endsLine(bytes, index):
        if byte == 0x0A || index + 1 == bytes.count || bytes[index + 1] != 0x0A { line += 1 }
        depth = 0
        isIndentation = true
        continue
      case 0x20:
        if isIndentation { depth += 1 }
        continue
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        if isIndentation, index + 1 == bytes.count || bytes[index + 1] <= 0x20 { depth += 1 }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        flow += 1
        isIndentation = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if flow > 0, !isInDoubt { flow -= 1 }
        isIndentation = false
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "#"):
        if flow > 0 { isInDoubt = true }
        isIndentation = false
      default: isIndentation = false
      }
      guard depth <= nestingLimit, flow <= flowLimit else {
        throw Failure(line: line, reason: "nests deeper than settings do")
      }
    }
  }

  /// Whether a line ends with this byte, as YAML 1.1 has it: LF, CR, and the last bytes of U+0085, U+2028 and U+2029.
  private static func endsLine(_ bytes: [UInt8], _ index: Int) -> Bool {
    switch bytes[index] {
    case 0x0A, 0x0D: true
    case 0x85: index > 0 && bytes[index - 1] == 0xC2
    case 0xA8, 0xA9: index > 1 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2
    default: false
    }
  }
}
