import ArgumentParser
import Serving

/// `runreport serve`: the site in a browser, from this machine.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve a site to a browser on this machine.")

  @Option var site: String
  @Option var port = 8000
  @Option var host = "127.0.0.1"

  func run() throws {
    let server = try SiteServer(site: site, host: host, port: port)
    Terminal.output(Array("Serving \(site) at \(server.address)\n".utf8))
    while true { Terminal.pause(1) }
  }
}
