import FileAccess
import Settings

/// Finds and reads the settings of a build.
enum SettingsFile {
  /// The one that is read where no other is named, in the current folder.
  static let usual = "runreport.yaml"

  /// Reads them, or says what is wrong and ends with the code for it.
  ///
  /// - Parameter path: what was given to `--config`.
  /// - Returns: nothing said, where no file was given and the usual one is not there.
  static func read(_ path: String?) throws -> Settings {
    do {
      return try load(path)
    } catch {
      tell(error)
      throw SystemExit.configuration
    }
  }

  /// Reads them.
  ///
  /// - Throws: `SettingsFailure` or `FileFailure`.
  static func load(_ path: String?) throws -> Settings {
    guard let file = path ?? (FileBytes.entry(at: usual) == nil ? nil : usual) else { return Settings() }
    if let version = FileBytes.version(of: file), version.size > Settings.sizeLimit {
      throw SettingsFailure(problems: [SettingsProblem(file: file, Settings.sizeMessage)])
    }
    return try Settings(try FileBytes.read(file), file: file)
  }

  /// Says what is wrong with them, a line for each problem.
  static func tell(_ error: any Error) {
    let problems = (error as? SettingsFailure)?.problems.map { "\($0)" } ?? ["\(error)"]
    for problem in problems { Terminal.error("error: " + Terminal.printable(problem)) }
  }
}
