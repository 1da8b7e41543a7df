import RunTables
internal import Yams

/// Takes values out of YAML's nodes, and gathers what is wrong with them.
struct NodeReader {
  let file: String
  private(set) var problems: [SettingsProblem] = []

  /// More than these nobody mends at once.
  private static let problemLimit = 50

  init(file: String) {
    self.file = file
  }

  mutating func fail(_ node: Node, _ message: String) {
    guard problems.count < NodeReader.problemLimit else { return }
    problems.append(SettingsProblem(file: file, line: node.mark?.line, column: node.mark?.column, message))
  }

  // MARK: Mappings and lists

  /// The members of a mapping whose keys are known, each once, in the order of the file.
  mutating func members<Key: SettingsKey>(of node: Node, as keys: Key.Type) -> [(key: Key, node: Node)] {
    var known: [(key: Key, node: Node)] = []
    for (name, key, value) in members(of: node, Key.owner) {
      guard let found = Key(rawValue: name) else {
        let names = Key.allCases.map(\.rawValue)
        let help =
          NearestName.of(name, among: names).map { "; did you mean `\($0)`?" }
          ?? "; there \(names.count == 1 ? "is" : "are") " + names.joined(separator: ", ")
        fail(key, "\(Key.owner) \(Key.owner.hasSuffix("s") ? "have" : "has") no `\(shown(name))`\(help)")
        continue
      }
      known.append((found, value))
    }
    return known
  }

  /// The members of any mapping, each name once.
  mutating func members(of node: Node, _ owner: String) -> [(name: String, key: Node, value: Node)] {
    guard case .mapping(let mapping) = node else {
      fail(node, "\(owner) must be a mapping (`key: value`), not \(NodeReader.kind(node))")
      return []
    }
    var seen: Set<String> = []
    var members: [(name: String, key: Node, value: Node)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        fail(key, "a key must be a text, not \(NodeReader.kind(key))")
        continue
      }
      guard seen.insert(scalar.string).inserted else {
        fail(key, "`\(shown(scalar.string))` stands twice")
        continue
      }
      members.append((scalar.string, key, value))
    }
    return members
  }

  mutating func list(_ node: Node, _ key: String) -> [Node] {
    guard case .sequence(let sequence) = node else {
      fail(node, "`\(key)` takes a list, not \(NodeReader.kind(node))")
      return []
    }
    return Array(sequence)
  }

  // MARK: Single values

  mutating func text(_ node: Node, _ key: String) -> String? {
    guard case .scalar(let scalar) = node, !NodeReader.isNothing(scalar) else {
      let hint = node.mapping != nil ? "; a text that begins with `{` needs quotes" : ""
      fail(node, "`\(key)` takes a text, not \(NodeReader.kind(node))\(hint)")
      return nil
    }
    guard scalar.string.utf8.contains(where: { $0 > 0x20 }) else {
      fail(node, "`\(key)` is empty")
      return nil
    }
    return scalar.string
  }

  mutating func texts(_ node: Node, _ key: String) -> [String] {
    list(node, key).compactMap { text($0, key) }
  }

  mutating func flag(_ node: Node, _ key: String) -> Bool? {
    switch node.scalar?.string.lowercased() {
    case "true": return true
    case "false": return false
    default:
      fail(node, "`\(key)` is true or false, not \(shownValue(node))")
      return nil
    }
  }

  mutating func number(_ node: Node, _ key: String, in range: ClosedRange<Double>) -> Double? {
    if let text = node.scalar?.string, let number = NumberWord.number(text), range.contains(number) { return number }
    fail(
      node,
      "`\(key)` is a number from \(plain(range.lowerBound)) to \(plain(range.upperBound)), not \(shownValue(node))")
    return nil
  }

  /// One of some words.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: Node, _ key: String, of words: Word.Type
  ) -> Word? {
    if let word = node.scalar.flatMap({ Word(rawValue: $0.string) }) { return word }
    failWord(node, key, words: Word.allCases.map(\.rawValue))
    return nil
  }

  /// Says which words there are.
  mutating func failWord(_ node: Node, _ key: String, words: [String], orElse other: String? = nil) {
    let last = other ?? words.last ?? ""
    let rest = other == nil ? Array(words.dropLast()) : words
    let all = rest.isEmpty ? last : rest.joined(separator: ", ") + " or " + last
    let meant = node.scalar.flatMap { NearestName.of($0.string, among: words) }
    fail(node, "`\(key)` is \(all), not \(shownValue(node))" + (meant.map { "; did you mean `\($0)`?" } ?? ""))
  }

  /// What a text means, or what is wrong with it.
  mutating func parsed<Value>(
    _ node: Node, _ key: String, _ parse: (String) throws(FilterFailure) -> Value
  ) -> Value? {
    guard let text = text(node, key) else { return nil }
    do {
      return try parse(text)
    } catch {
      fail(node, "`\(key)`: \(error)")
      return nil
    }
  }

  // MARK: Words

  private func plain(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : "\(number)"
  }

  private func shownValue(_ node: Node) -> String {
    guard case .scalar(let scalar) = node, !NodeReader.isNothing(scalar) else { return NodeReader.kind(node) }
    return "`\(shown(scalar.string))`"
  }

  private func shown(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }

  private static func kind(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): isNothing(scalar) ? "nothing" : "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }

  private static func isNothing(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }
}
