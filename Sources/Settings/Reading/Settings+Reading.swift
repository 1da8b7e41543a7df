internal import Yams

extension Settings {
  /// Larger files are no settings.
  public static let sizeLimit = 256 << 10
  /// What is said of them.
  public static let sizeMessage = "is larger than 256 KB, which no settings are"

  /// Nodes may stand for others (`*name`): with more of them than this a short text could stand for a very long one.
  private static let aliasLimit = 20

  /// Reads a settings file.
  ///
  /// - Parameter file: its path, as errors name it; paths in it are relative to its folder.
  /// - Throws: all that is wrong with it.
  public init(_ bytes: [UInt8], file: String) throws(SettingsFailure) {
    func failure(_ message: String, line: Int? = nil, column: Int? = nil) -> SettingsFailure {
      SettingsFailure(problems: [SettingsProblem(file: file, line: line, column: column, message)])
    }
    guard bytes.count <= Settings.sizeLimit else { throw failure(Settings.sizeMessage) }
    guard Settings.aliasCount(bytes) <= Settings.aliasLimit else {
      throw failure("has more than \(Settings.aliasLimit) aliases (`*name`); a text that begins with `*` needs quotes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("is not UTF-8") }
    let node: Node?
    do {
      node = try compose(yaml: text)
    } catch let error as YamlError {
      let (message, mark) = Settings.told(error)
      throw failure(message, line: mark?.line, column: mark?.column)
    } catch {
      throw failure("is not YAML")
    }
    self.init()
    self.file = file
    guard let node else { return }
    var reader = NodeReader(file: file)
    let settings = reader.settings(node)
    guard reader.problems.isEmpty else {
      throw SettingsFailure(
        problems: reader.problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) })
    }
    self = settings
  }

  private static func told(_ error: YamlError) -> (String, Mark?) {
    switch error {
    case .composer(_, "found undefined alias", let mark, _):
      ("a text that begins with `*` needs quotes", mark)
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ("is not YAML here: \(problem)", mark)
    case .duplicatedKeysInMapping(let names, let context):
      ("`\(names.first ?? "")` stands twice", context.mark)
    case .reader(let problem, _, _, _): ("is not YAML: \(problem)", nil)
    default: ("is not YAML", nil)
    }
  }

  /// How many texts in it may be aliases: a star behind a space or a bracket, with a name behind it.
  private static func aliasCount(_ bytes: [UInt8]) -> Int {
    bytes.indices.count { index in
      guard bytes[index] == UInt8(ascii: "*"), index + 1 < bytes.count, bytes[index + 1] > 0x20 else { return false }
      guard index > 0 else { return true }
      return bytes[index - 1] <= 0x20 || ",[{".utf8.contains(bytes[index - 1])
        || bytes[index - 1] == UInt8(ascii: ":") && index > 1 && "\"'".utf8.contains(bytes[index - 2])
    }
  }
}
