internal import Diagnostics
internal import RunModel

/// An object in an answer, whose members are asked for by type; a wrong type is reported and then treated as absent.
///
/// As JSON, MLflow's messages hold numbers as numbers or, as protobuf has it, as strings: `"1700000000000"`, `"NaN"`.
struct AnswerObject {
  let value: StructuredValue
  /// The call as messages name it.
  let place: String
  let diagnostics: DiagnosticCollector

  /// A text; null and the empty one count as absent.
  func text(_ name: String) -> String? {
    read(name, expecting: "a text") { value in
      switch value {
      case .string(let text): text
      case .integer(let number): String(number)
      default: nil
      }
    }.flatMap { $0.isEmpty ? nil : $0 }
  }

  func whole(_ name: String) -> Int64? {
    read(name, expecting: "a whole number", AnswerObject.whole)
  }

  /// Milliseconds since 1970; zero is how some servers write that there is none.
  func time(_ name: String) -> Timestamp? {
    whole(name).flatMap { $0 == 0 ? nil : Timestamp(milliseconds: $0) }
  }

  func object(_ name: String) -> AnswerObject {
    let found = read(name, expecting: "an object") { $0.object == nil ? nil : $0 }
    return AnswerObject(value: found ?? .object([]), place: place, diagnostics: diagnostics)
  }

  func list(_ name: String) -> [StructuredValue] {
    read(name, expecting: "a list") { $0.list } ?? []
  }

  /// A list of `key` and `value`, in the order of names, the last of a repeated name kept.
  func namedValues(_ name: String) -> [NamedValue] {
    var byName: [String: String] = [:]
    for item in list(name) {
      guard let key = item["key"]?.string else {
        diagnostics.warn(place, "an item of \"\(name)\" has no key and is left out")
        continue
      }
      switch item["value"] {
      case nil, .null?: byName[key] = ""
      case let value?: byName[key] = value.parameterText
      }
    }
    return byName.map { NamedValue($0.key, $0.value) }.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  static func whole(_ value: StructuredValue) -> Int64? {
    value.int64 ?? value.string.flatMap { Int64($0) ?? Double($0).flatMap { Int64(exactly: $0) } }
  }

  static func number(_ value: StructuredValue) -> Double? {
    value.double ?? value.string.flatMap(Double.init)
  }

  private func read<T>(_ name: String, expecting expected: String, _ convert: (StructuredValue) -> T?) -> T? {
    guard let member = value[name], member != .null else { return nil }
    guard let converted = convert(member) else {
      diagnostics.warn(place, "\"\(name)\" should be \(expected), found \(member.jsonText.prefix(60))")
      return nil
    }
    return converted
  }
}
