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
  private static let aliasLimit = 100

  struct Failure: Error {
    /// One-based, where one is to blame.
    var line: Int?
    var reason: String
  }

  /// The first document of a file; null for an empty one.
  static func read(_ bytes: [UInt8]) throws(Failure) -> StructuredValue {
    guard bytes.count <= sizeLimit else { throw Failure(reason: "is larger than \(sizeLimit) bytes") }
    try checkNesting(bytes)
    do {
      guard let node = try compose(yaml: String(decoding: bytes, as: UTF8.self)) else { return .null }
      var budget = 200_000
      return value(node, depth: 0, budget: &budget)
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

  /// Refuses what nests or refers to itself beyond all settings, before anything recursive sees it.
  ///
  /// A block nests at most twice with each column of indentation, and with each dash, question mark and colon that
  /// stand before its text. A closing bracket counts while it is one for certain: not once a quotation mark or a
  /// comment was met within brackets.
  private static func checkNesting(_ bytes: [UInt8]) throws(Failure) {
    var flow = 0
    var isInDoubt = false
    var aliases = 0
    var line = 1
    var depth = 0
    var isIndentation = true
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0A:
        line += 1
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
      case UInt8(ascii: "*"):
        if index > 0, bytes[index - 1] <= 0x20 { aliases += 1 }
        isIndentation = false
      default: isIndentation = false
      }
      guard depth <= nestingLimit, flow <= flowLimit, aliases <= aliasLimit else {
        throw Failure(line: line, reason: "nests deeper than settings do")
      }
    }
  }

  /// - Parameter budget: how many more values are taken, so that aliases cannot multiply them.
  private static func value(_ node: Node, depth: Int, budget: inout Int) -> StructuredValue {
    budget -= 1
    guard budget > 0, depth < nestingLimit * 2 else { return .null }
    switch node {
    case .scalar(let scalar): return scalarValue(scalar)
    case .sequence(let items):
      return .list(items.map { value($0, depth: depth + 1, budget: &budget) })
    case .mapping(let members):
      return .object(
        members.map { key, member in
          .init(
            value(key, depth: depth + 1, budget: &budget).parameterText,
            value(member, depth: depth + 1, budget: &budget))
        })
    case .alias: return .null
    }
  }

  private static func scalarValue(_ scalar: Node.Scalar) -> StructuredValue {
    let text = scalar.string
    if text.isEmpty, let name = pythonName(scalar.tag.description) { return .string(name) }
    guard scalar.style == .plain else { return .string(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True": return .bool(true)
    case "false", "False": return .bool(false)
    default: break
    }
    // Numbers that would not come out as they are written stay text: 1e-3, 007, 1.50.
    if let whole = Int64(text), String(whole) == text { return .integer(whole) }
    if let number = Double(text), "\(number)" == text { return .number(number) }
    return .string(text)
  }

  /// `torch.nn.ReLU` of the tag `tag:yaml.org,2002:python/name:torch.nn.ReLU`.
  private static func pythonName(_ tag: String) -> String? {
    for mark in ["python/name:", "python/module:"] {
      if let range = tag.firstRange(of: mark) { return String(tag[range.upperBound...]) }
    }
    return nil
  }
}
