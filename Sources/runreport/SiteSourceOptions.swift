import ArgumentParser
import Publishing
import RunModel
import RunStores
import Settings

/// What a site is made of and how.
struct SiteSourceOptions: ParsableArguments {
  @Argument(help: StoreArguments.help, completion: .directory)
  var stores: [String] = []

  @OptionGroup var shared: SharedOptions

  @OptionGroup var settingsOption: SettingsOption

  @Option(
    help: "The site's title; default: that of the settings, else the name of the first store's folder or its host.")
  var title: String?

  @Option(
    help: ArgumentHelp(
      "Files of runs above this size are listed, not copied: 500KB, 10MB, 2GB; 0 copies none. Default: that of the settings, else 10MB.",
      valueName: "size"))
  var maxArtifact: String?

  @Option(
    help: ArgumentHelp("Templates that replace the built-in ones of the same name.", valueName: "folder"),
    completion: .directory)
  var templates: String?

  @Option(
    help: ArgumentHelp("css/*.css and other assets that replace or add to the built-in ones.", valueName: "folder"),
    completion: .directory)
  var assets: String?

  @Option(
    help: ArgumentHelp(
      "Where to keep what makes the next build quick; default: OUTPUT.cache. It can be removed at any time.",
      valueName: "folder"),
    completion: .directory)
  var cache: String?

  @Flag(help: "Read every run and make every page anew, and keep no cache.")
  var noCache = false

  var config: String? { settingsOption.config }

  func validate() throws {
    try StoreArguments.check(stores)
    if cache != nil && noCache { throw ValidationError("--cache and --no-cache exclude one another.") }
  }

  /// The settings, named to who runs the command.
  func settings() throws -> Settings {
    let settings = try settingsOption.read()
    if let file = settings.file, !shared.quiet, config == nil || shared.verbose {
      Terminal.error("note: settings from \(Terminal.printable(file))")
    }
    return settings
  }

  /// The settings of builds that go on and on, which may change meanwhile.
  func watchedSettings(example: String, output: String) -> WatchedSettings {
    WatchedSettings(file: config ?? SettingsFile.usual) {
      try buildOptions(
        SettingsFile.load(config), example: example, output: output, now: Timestamp(milliseconds: Terminal.wallClock))
    }
  }

  /// What a build is asked for.
  ///
  /// - Parameters:
  ///   - example: a command that would do, for the message where there is no store: `build mlruns --output site`.
  ///   - output: the folder to write the site to.
  ///   - now: the moment the site is built for.
  func buildOptions(
    _ settings: Settings, example: String, output: String, now: Timestamp
  ) throws -> BuildOptions {
    let locations = try settings.locations(named: stores, example: "runreport \(example)")
    var options = BuildOptions(
      locations: locations, output: output, jobs: shared.jobs ?? Terminal.coreCount, now: now)
    options.settings = settings
    options.title = title ?? settings.title
    options.experiments = shared.experiment
    options.includesDeleted = shared.deleted
    options.access = try shared.serverAccess(for: locations)
    options.templates = templates
    options.assets = assets
    options.cache = cache
    options.keepsCache = !noCache
    if let limit = settings.artifactLimit { options.artifactLimit = limit }
    if let maxArtifact {
      guard let size = ByteSize.parse(maxArtifact) else {
        throw ValidationError("--max-artifact takes a size such as 500KB, 10MB or 2GB, or 0, not \(maxArtifact).")
      }
      options.artifactLimit = size
    }
    return options
  }
}
