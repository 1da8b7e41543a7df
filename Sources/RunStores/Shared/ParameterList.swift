import Diagnostics
import FileAccess
import RunModel

/// Makes parameters of what settings files hold.
enum ParameterList {
  /// More are no settings any more.
  private static let limit = 10_000
  private static let depthLimit = 64

  /// The parameters in a YAML or JSON file beside a run; none, without a word, where there is no such file.
  static func read(_ path: String, shownAs file: String, reporting diagnostics: DiagnosticCollector) -> [NamedValue] {
    guard FileBytes.entry(at: path, followingLinks: false)?.kind == .file else { return [] }
    guard let bytes = FileBytes.read(path, shownAs: file, reporting: diagnostics) else { return [] }
    do throws(YAMLReader.Failure) {
      return flatten(try path.hasSuffix(".json") ? json(bytes) : YAMLReader.read(bytes))
    } catch {
      diagnostics.warn(file, line: error.line, "\(error.reason), so the run has no parameters from it")
      return []
    }
  }

  private static func json(_ bytes: [UInt8]) throws(YAMLReader.Failure) -> StructuredValue {
    do {
      return try JSONReader.read(bytes)
    } catch {
      throw YAMLReader.Failure(line: LineCounter.line(of: error.offset, in: bytes), reason: "is not readable as JSON")
    }
  }

  /// Name and text of every value in an object, names of objects in it joined with a point, sorted by name.
  ///
  /// Lists stay one value, and so do empty objects and those whose name is longer than anybody reads.
  static func flatten(_ value: StructuredValue) -> [NamedValue] {
    var byName: [String: String] = [:]
    add(value, name: "", depth: 0, to: &byName)
    return byName.map { NamedValue($0.key, $0.value) }.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  private static func add(_ value: StructuredValue, name: String, depth: Int, to byName: inout [String: String]) {
    guard byName.count < limit else { return }
    guard let members = value.object, depth < depthLimit, !members.isEmpty || depth == 0,
      name.utf8.count <= StructuredValue.flatNameLimit
    else {
      if !name.isEmpty { byName[name] = value.parameterText }
      return
    }
    for member in members where !member.name.isEmpty {
      add(member.value, name: name.isEmpty ? member.name : name + "." + member.name, depth: depth + 1, to: &byName)
    }
  }
}
