import Diagnostics
import FileAccess
import RunModel

/// A JSON object from a file, whose members are asked for by type; a wrong type is reported once, with
/// file and line, and then treated as absent.
struct CheckedObject {
  let value: StructuredValue
  /// The file as messages name it.
  let file: String
  private let bytes: [UInt8]
  private let diagnostics: DiagnosticCollector

  /// The object a file holds; nil, with a warning, if it cannot be read or is no object.
  init?(readingFrom path: String, shownAs file: String, reporting diagnostics: DiagnosticCollector) {
    self.file = file
    self.diagnostics = diagnostics
    guard let bytes = FileBytes.read(path, shownAs: file, reporting: diagnostics),
      let value = JSONFile.value(of: bytes, in: file, reporting: diagnostics)
    else { return nil }
    self.bytes = bytes
    self.value = value
    guard value.object != nil else {
      diagnostics.warn(file, line: 1, "expected a JSON object, in braces")
      return nil
    }
  }

  func string(_ key: String) -> String? {
    read(key, expecting: "a string") { $0.string }
  }

  func time(_ key: String) -> Timestamp? {
    read(key, expecting: "a time in ISO 8601 or seconds since 1970") { value in
      if let text = value.string { return TimeScanner.iso(text) }
      return value.double.flatMap(TimeScanner.seconds)
    }
  }

  func whole(_ key: String) -> Int? {
    read(key, expecting: "a whole number") { $0.int64.map(Int.init) }
  }

  func strings(_ key: String) -> [String] {
    read(key, expecting: "a list of strings") { value in
      guard let items = value.list else { return nil }
      return items.map(\.parameterText)
    } ?? []
  }

  /// An object's members as names and texts, sorted by name, the last of a repeated name kept.
  func namedValues(_ key: String) -> [NamedValue] {
    let members = members(key)
    var byName: [String: String] = [:]
    for member in members { byName[member.name] = member.value.parameterText }
    return byName.map { NamedValue($0.key, $0.value) }.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  func members(_ key: String) -> [StructuredValue.Member] {
    read(key, expecting: "an object") { $0.object } ?? []
  }

  /// Reports a member whose type is right but whose value makes no sense.
  func complain(about key: String, expecting expected: String) {
    let found = value[key]?.jsonText ?? "nothing"
    diagnostics.warn(file, line: line(of: key), "\"\(key)\" should be \(expected), found \(found.prefix(60))")
  }

  private func read<T>(_ key: String, expecting expected: String, _ convert: (StructuredValue) -> T?) -> T? {
    guard let member = value[key], member != .null else { return nil }
    guard let converted = convert(member) else {
      complain(about: key, expecting: expected)
      return nil
    }
    return converted
  }

  /// The line of the first place where the key stands in quotation marks.
  private func line(of key: String) -> Int {
    let needle = Array("\"\(key)\"".utf8)
    guard bytes.count >= needle.count else { return 1 }
    let place = (0...(bytes.count - needle.count)).first { start in
      bytes[start] == needle[0] && bytes[start..<(start + needle.count)].elementsEqual(needle)
    }
    return LineCounter.line(of: place ?? 0, in: bytes)
  }
}
