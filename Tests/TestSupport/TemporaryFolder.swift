public import Foundation

/// A folder of a test's own, removed when the test is done with it.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    path = root.appendingPathComponent("runreport-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes files, given by path below the folder.
  @discardableResult
  public func write(_ files: [String: String]) throws -> TemporaryFolder {
    for (name, text) in files { try write(Array(text.utf8), to: name) }
    return self
  }

  public func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// The text of a file below the folder.
  public func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  /// Every file below the folder, sorted.
  public var files: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    var isFolder: ObjCBool = false
    return all.filter {
      FileManager.default.fileExists(atPath: path + "/" + $0, isDirectory: &isFolder) && !isFolder.boolValue
    }
    .sorted()
  }

  /// The bytes of every file below the folder, by path.
  public func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for file in files { contents[file] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + file)) }
    return contents
  }
}
