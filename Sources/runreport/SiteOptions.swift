import ArgumentParser
import Publishing
import RunModel
import Settings

/// What every command that writes a site to a folder of its user takes.
struct SiteOptions: ParsableArguments {
  @OptionGroup var source: SiteSourceOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write the site to.", valueName: "folder"),
    completion: .directory)
  var output: String

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output takes a folder, and is empty; is a variable not set?") }
  }

  var shared: SharedOptions { source.shared }

  var config: String? { source.config }

  /// The settings, named to who runs the command.
  func settings() throws -> Settings { try source.settings() }

  /// What a build is asked for.
  ///
  /// - Parameters:
  ///   - command: for the message that names none of the stores: `build`.
  ///   - now: the moment the site is built for.
  func buildOptions(_ settings: Settings, command: String, now: Timestamp) throws -> BuildOptions {
    try source.buildOptions(settings, example: example(command), output: output, now: now)
  }

  /// The settings of builds that go on and on.
  func watchedSettings(command: String) -> WatchedSettings {
    source.watchedSettings(example: example(command), output: output)
  }

  private func example(_ command: String) -> String { "\(command) mlruns --output site" }
}
