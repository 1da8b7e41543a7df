import ArgumentParser
import Settings

/// Which settings are read.
struct SettingsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Settings; default: runreport.yaml in the current folder, if it is there.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  /// Reads them, or says what is wrong and ends with the code for it.
  func read() throws -> Settings { try SettingsFile.read(config) }
}
