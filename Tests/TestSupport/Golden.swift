import Foundation
public import Testing

/// Files of expected output, kept beside the tests under `Golden/`.
///
/// `RECORD_GOLDEN=1 swift test` writes them anew and fails, so that no run that records can pass; the review is
/// the diff. A mismatch leaves the found text beside the expected one as `<name>.changed`.
public enum Golden {
  /// Compares a text with the golden file of that name.
  ///
  /// - Parameters:
  ///   - folder: where the golden file stands; nil for the folder `Golden` beside the test file.
  ///   - file: the test file.
  public static func expect(
    _ text: String, matches name: String, in folder: String? = nil, file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder =
      folder.map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Golden")
    let golden = folder.appendingPathComponent(name)
    let changed = folder.appendingPathComponent(name + ".changed")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: golden)
      try? FileManager.default.removeItem(at: changed)
      Issue.record("recorded \(name): read the diff, then run without RECORD_GOLDEN", sourceLocation: sourceLocation)
      return
    }
    let expected = try? String(decoding: Data(contentsOf: golden), as: UTF8.self)
    guard expected != text else {
      try? FileManager.default.removeItem(at: changed)
      return
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: changed)
    let line = firstDifference(expected ?? "", text)
    Issue.record("\(name) differs from line \(line) on; see \(name).changed", sourceLocation: sourceLocation)
  }

  private static func firstDifference(_ a: String, _ b: String) -> Int {
    let first = a.split(separator: "\n", omittingEmptySubsequences: false)
    let second = b.split(separator: "\n", omittingEmptySubsequences: false)
    return
      (zip(first, second).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(first.count, second.count))
      + 1
  }
}
