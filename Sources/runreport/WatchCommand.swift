import ArgumentParser
import Diagnostics
import Markup
import Publishing
import RunModel

/// `runreport watch`: a site that follows its stores.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Write a static site and keep it up to date while runs go on.",
    discussion: """
      Builds as `runreport build` does, then builds what changed again, within two seconds after the system told of a \
      change. Where it tells of none, on network file systems and of servers, the stores are looked at every --every \
      seconds. Stores that are not there yet are waited for.

      Pages of runs that still run say "live, updated 8 s ago" and renew themselves in the browser, over http and from \
      the folder, keeping place and choices. A run that stays silent for an hour becomes stale.

      Ctrl-C or SIGTERM ends it, with a last build after which no page is live. A second one ends it at once.

      Exit codes: 0 stopped, else those of build.
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: ArgumentHelp("Look this often where changes are not told.", valueName: "seconds"))
  var every = 10.0

  func validate() throws {
    if site.shared.strict {
      throw ValidationError("--strict is for build: a watch goes on whatever it had to leave out.")
    }
    guard every >= 0.5, every <= 86_400 else {
      throw ValidationError("--every takes seconds from 0.5 to 86400, not \(every).")
    }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    // Before they are read for the first time, so that no change is missed.
    let settings = site.watchedSettings(command: "watch")
    let options = try site.buildOptions(
      site.settings(), command: "watch", now: Timestamp(milliseconds: Terminal.wallClock))
    let stop = StopSignals.token()
    let teller = WatchTeller(
      site.shared, place: site.output + "/index.html", closing: "Watching; Ctrl-C ends it.", every: every)
    try SystemExit.guarding {
      try SiteWatcher(options, every: every, settings: settings, progress: teller.progress)
        .run(until: stop, tell: teller.tell)
    }
  }
}
