import ArgumentParser
import FileAccess
import Publishing
import RunModel
import RunStores
import Serving

/// `runreport serve`: the site in a browser, from this machine.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a site to a browser, and keep it up to date with its stores.",
    discussion: """
      Given stores, or with those of runreport.yaml, the site is built as `runreport watch` does, into a folder that is \
      removed in the end, or into --output. With --site a site that was built before is served as it is.

      The address is printed first. It is one of this machine only, unless --host names another; then everybody who \
      reaches this machine can read the site. Requests that ask for another host's name are refused, since a page \
      somewhere could let its name lead here; --allow-host adds a name, such as that of a proxy.

      The site is sent with a policy under which nothing but its own pictures, styles and scripts is loaded. Files \
      are sent in parts to who asks for parts. Nothing outside of the site is ever sent, and no link is followed.

      Ctrl-C or SIGTERM ends it. Exit codes: 0 stopped, 64 wrong usage, 66 no store or site found, 69 the port is in \
      use or the host is none of this machine, 73 output refused, 74 reading or writing failed, 78 settings that \
      cannot be read.
      """)

  @OptionGroup var source: SiteSourceOptions

  @Option(
    help: ArgumentHelp("A site that was built before, instead of stores.", valueName: "folder"),
    completion: .directory)
  var site: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to build the site; default: a folder that is removed in the end.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(help: "The port; 0 takes a free one.")
  var port = 8000

  @Option(help: ArgumentHelp("The name or number of this machine to serve at.", valueName: "name"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("Another name that is answered to; may be repeated.", valueName: "name"))
  var allowHost: [String] = []

  @Option(help: ArgumentHelp("Look at stores this often where changes are not told.", valueName: "seconds"))
  var every = 10.0

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port takes a number up to 65535, not \(port).") }
    guard every >= 0.5, every <= 86_400 else {
      throw ValidationError("--every takes seconds from 0.5 to 86400, not \(every).")
    }
    if output == "" || site == "" {
      throw ValidationError("--output and --site take a folder, and it is empty; is a variable not set?")
    }
    if site != nil, !source.stores.isEmpty || output != nil {
      throw ValidationError("--site serves what is there: it goes without stores and --output.")
    }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    try SystemExit.guarding {
      let stop = StopSignals.token()
      if let site { try serve(site, until: stop) } else { try watchAndServe(until: stop) }
    }
  }

  private func serve(_ site: String, until stop: StopToken) throws {
    guard FileBytes.isFile(site + "/index.html") else {
      Terminal.error("error: \(Terminal.printable(site)) is no site: it has no index.html")
      throw SystemExit.noInput
    }
    let server = try start(site, shownAs: site)
    stop.wait()
    server.stop()
  }

  private func watchAndServe(until stop: StopToken) throws {
    let temporary = output == nil ? try TemporaryPlace() : nil
    let folder = temporary.map { $0.path + "/site" } ?? output ?? ""
    // Before they are read for the first time, so that no change is missed.
    let settings = source.watchedSettings(example: "serve mlruns", output: folder)
    let options = try source.buildOptions(
      source.settings(), example: "serve mlruns", output: folder, now: Timestamp(milliseconds: Terminal.wallClock))
    let server = try start(folder, shownAs: options.locations.map(StoreAddress.shown).joined(separator: ", "))
    defer { server.stop() }
    let teller = WatchTeller(
      source.shared, place: server.address, closing: "Watching; Ctrl-C ends it.", every: every)
    try withExtendedLifetime(temporary) {
      try SiteWatcher(options, every: every, settings: settings, progress: teller.progress)
        .run(until: stop, leavesSite: temporary == nil, tell: teller.tell)
    }
  }

  private func start(_ folder: String, shownAs shown: String) throws -> SiteServer {
    let isTold = source.shared.verbose
    let server = try SiteServer(site: folder, host: host, port: port, names: allowHost) { request in
      guard isTold else { return }
      Terminal.error("\(request.status) \(request.method) \(Terminal.printable(request.target))")
    }
    try Terminal.output(Array("Serving \(Terminal.printable(shown)) at \(server.address)\n".utf8))
    if !server.isLoopback, !source.shared.quiet {
      Terminal.error("note: everybody who reaches this machine over the network can read the site")
    }
    return server
  }
}
