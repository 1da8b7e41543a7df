import RunModel
internal import Yams

/// Makes values of the tree that Yams reads, with what aliases stand for in their places.
struct YAMLTree {
  /// What an anchor names.
  private struct Known {
    var value: StructuredValue
    /// How many values it is.
    var size: Int
    /// Of its texts, in bytes.
    var textSize: Int
    /// How many levels are below it.
    var height: Int
  }

  /// Deeper values are left out.
  private static let depthLimit = 200
  /// In characters.
  private static let keyLimit = 1000

  private let text: YAMLText
  /// How many more values are taken, so that aliases cannot multiply them.
  private var budget = 200_000
  /// How many bytes of text aliases may still stand for.
  private var textBudget = YAMLReader.sizeLimit
  /// How many bytes of text there are so far.
  private var textSize = 0
  private var anchors: [String: Known] = [:]
  /// The deepest level met since somebody asked.
  private var deepest = 0
  /// Whether some alias stands for nothing.
  private(set) var hasUnknownAlias = false

  init(_ text: YAMLText) { self.text = text }

  mutating func value(_ node: Node, depth: Int = 0) -> StructuredValue {
    budget -= 1
    guard budget > 0, depth < YAMLTree.depthLimit else { return .null }
    let (budgetBefore, textBefore, deepestBefore) = (budget, textSize, deepest)
    deepest = depth
    let value = content(of: node, depth: depth)
    if let anchor = node.anchor {
      anchors[anchor.rawValue] = Known(
        value: value, size: budgetBefore - budget + 1, textSize: textSize - textBefore, height: deepest - depth)
    }
    deepest = max(deepest, deepestBefore)
    return value
  }

  private mutating func content(of node: Node, depth: Int) -> StructuredValue {
    switch node {
    case .scalar(let scalar):
      textSize += scalar.string.utf8.count
      if scalar.style == .plain, let name = text.alias(scalar.string) { return value(named: name, depth: depth) }
      return scalarValue(scalar)
    case .sequence(let items):
      return .list(items.map { value($0, depth: depth + 1) })
    case .mapping(let members):
      return .object(
        members.map { key, member in
          .init(name(value(key, depth: depth + 1)), value(member, depth: depth + 1))
        })
    case .alias: return .null
    }
  }

  /// A key as a name.
  ///
  /// One that is a list or an object is cut: in a key of a key of a key, each quotation mark is escaped again and again.
  private func name(_ key: StructuredValue) -> String {
    let text = key.parameterText
    switch key {
    case .list, .object: return String(String.UnicodeScalarView(text.unicodeScalars.prefix(YAMLTree.keyLimit)))
    default: return text
    }
  }

  private mutating func value(named name: String, depth: Int) -> StructuredValue {
    guard let known = anchors[name] else {
      hasUnknownAlias = true
      return .null
    }
    guard known.size < budget, known.textSize < textBudget, depth + known.height < YAMLTree.depthLimit else {
      return .null
    }
    budget -= known.size
    textBudget -= known.textSize
    textSize += known.textSize
    deepest = max(deepest, depth + known.height)
    return known.value
  }

  private func scalarValue(_ scalar: Node.Scalar) -> StructuredValue {
    let text = text.unmarked(scalar.string)
    if text.isEmpty, let name = YAMLTree.pythonName(scalar.tag.description) { return .string(name) }
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
