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
    try source.buildOptions(settings, example: "\(command) mlruns --output site", output: output, now: now)
  }
}
