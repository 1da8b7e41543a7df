import RunModel
import RunTables

/// Finds the file of a run that somebody names.
struct RunFileChoice {
  let files: [RunFile]
  let run: RunHeader

  private static let limit = 10

  /// The file with that path, that last part, or the only one that begins so.
  ///
  /// - Throws: the exit code, when it was said what is wrong.
  func find(_ text: String) throws -> RunFile {
    for fits in [{ $0.path == text }, { $0.name == text }, { $0.path.hasPrefix(text) || $0.name.hasPrefix(text) }]
      as [(RunFile) -> Bool]
    {
      let found = files.filter(fits)
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        tell("\(found.count) files of the run may be meant by `\(text)`", found.map(\.path))
        throw SystemExit.noInput
      }
    }
    let near = files.filter { $0.path.lowercased().contains(text.lowercased()) }.map(\.path)
    let spelt = NearestName.of(text, among: files.flatMap { [$0.path, $0.name] })
    let meant = near.isEmpty ? [spelt].compactMap { $0 } : near
    tell("the run \(run.displayName) has no file `\(text)`" + (meant.isEmpty ? "; --list shows its files" : ""), meant)
    throw SystemExit.noInput
  }

  private func tell(_ message: String, _ names: [String]) {
    Terminal.error("error: " + Terminal.printable(message) + (names.isEmpty ? "" : "; near it:"))
    for name in names.prefix(RunFileChoice.limit) { Terminal.error("  " + Terminal.printable(name)) }
    if names.count > RunFileChoice.limit { Terminal.error("  … and \(names.count - RunFileChoice.limit) more") }
  }
}
