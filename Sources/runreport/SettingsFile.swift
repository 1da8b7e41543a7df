import FileAccess
import Settings

/// Finds and reads the settings of a build.
enum SettingsFile {
  private static let usual = "runreport.yaml"

  /// - Parameter path: what was given to `--config`.
  /// - Returns: nothing said, where no file was given and the usual one is not there.
  static func read(_ path: String?) throws -> Settings {
    guard let file = path ?? (FileBytes.entry(at: usual) == nil ? nil : usual) else { return Settings() }
    do {
      if let version = FileBytes.version(of: file), version.size > Settings.sizeLimit {
        throw SettingsFailure(problems: [SettingsProblem(file: file, Settings.sizeMessage)])
      }
      return try Settings(try FileBytes.read(file), file: file)
    } catch let failure as SettingsFailure {
      for problem in failure.problems { Terminal.error("error: " + Terminal.printable("\(problem)")) }
    } catch let failure as FileFailure {
      Terminal.error("error: " + Terminal.printable("\(failure)"))
    }
    throw SystemExit.configuration
  }
}
