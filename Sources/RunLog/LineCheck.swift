/// Whether a line of somebody else's making is one that readers of `metrics.jsonl` take.
enum LineCheck {
  /// The words of docs/run-store.md.
  static let types: Set<String> = [
    "list", "row", "table", "image", "text", "curve", "confusion_matrix", "accuracy_table", "residuals", "predictions",
  ]

  /// What is wrong with a line, and what to do; nil where nothing is.
  static func problem(_ line: JSONMembers) -> String? {
    if let step = line["step"], step != LogValue.null.bytes, !isWhole(step) {
      return "the step is not a whole number: \(shown(step)). Leave it out where there is none."
    }
    if let values = line["values"] {
      guard let members = JSONMembers(values) else { return "values is no object. Write a name and a number for each." }
      guard !members.names.contains("") else { return "a metric's name is empty. Give it one." }
      let wrong = members.names.first { !isNumber(members[$0] ?? []) }
      return wrong.map { "the value of \($0) is not a number: \(shown(members[$0] ?? [])). Texts have a type." }
    }
    guard let name = line.text("name"), !name.isEmpty else {
      return "\"name\" or \"values\" is missing. Add one, with a text or an object."
    }
    if line["type"] != nil, line.text("type") != "scalar" {
      guard let type = line.text("type"), types.contains(type) else {
        return "the type of \(name) is none of \(types.sorted().joined(separator: ", "))."
      }
      return line["data"] == nil ? "\"data\" is missing for \(name). Add it as docs/run-store.md has it." : nil
    }
    guard let value = line["value"] else { return "\"value\" is missing for \(name). Add a number." }
    return isNumber(value) ? nil : "the value of \(name) is not a number: \(shown(value)). Texts have a type."
  }

  private static func isWhole(_ value: [UInt8]) -> Bool {
    guard let number = Double(text(value)) else { return false }
    return Int64(text(value)) != nil || Int64(exactly: number) != nil
  }

  /// A number, or what stands for one.
  private static func isNumber(_ value: [UInt8]) -> Bool {
    switch value.first {
    case UInt8(ascii: "{"), UInt8(ascii: "["): false
    case UInt8(ascii: "\""):
      ["NaN", "nan", "Infinity", "inf", "+inf", "+Infinity", "-Infinity", "-inf"]
        .contains(text(value).dropFirst().dropLast())
    default: true
    }
  }

  private static func text(_ value: [UInt8]) -> String { String(decoding: value, as: UTF8.self) }

  private static func shown(_ value: [UInt8]) -> Substring { text(value).prefix(40) }
}
