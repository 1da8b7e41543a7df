import Masking
internal import Yams

extension NodeReader {
  /// Which secrets are masked.
  mutating func masking(_ node: Node) -> MaskingChoice {
    var choice = MaskingChoice()
    for (key, node) in members(of: node, as: MaskingKey.self) {
      switch key {
      case .rules: choice.added = list(node, "rules").compactMap { rule($0) }
      case .off: choice.off = Set(list(node, "off").compactMap { word($0, "off", of: SecretKind.self) })
      }
    }
    return choice
  }

  private mutating func rule(_ node: Node) -> MaskingChoice.AddedRule? {
    let before = problems.count
    let members = members(of: node, as: MaskingRuleKey.self)
    let name = members.first { $0.key == .name }.flatMap { ruleName($0.node) }
    let pattern = members.first { $0.key == .pattern }.flatMap { self.pattern($0.node) }
    if let name, let pattern { return MaskingChoice.AddedRule(name: name, pattern: pattern) }
    if problems.count == before { fail(node, "a rule needs a `name` and a `pattern`") }
    return nil
  }

  /// A name stands where the secret stood, in pages as in names of files.
  private mutating func ruleName(_ node: Node) -> String? {
    guard let name = text(node, "name") else { return nil }
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && !"/\\[]".unicodeScalars.contains($0) }
    if isPlain, name.utf8.count <= 60 { return name }
    fail(node, "the `name` of a rule has at most 60 characters and none of `/`, `\\`, `[` and `]`")
    return nil
  }

  private mutating func pattern(_ node: Node) -> String? {
    guard let pattern = text(node, "pattern") else { return nil }
    if let reason = MaskingChoice.AddedRule.problem(with: pattern) {
      fail(node, "`pattern` is no regular expression of use: \(reason)")
      return nil
    }
    return pattern
  }
}
