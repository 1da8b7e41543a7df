import Foundation
import TestSupport

/// A server of PostgreSQL that tests start for themselves: in a temporary folder, on a socket in it, without a network.
final class PostgresServer {
  /// The folder with the server's programs; nil if there are none on this machine.
  static let programs: String? = {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
      .last { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
  }()

  struct Failure: Error { var output: String }

  private let folder: TemporaryFolder
  private let programs: String
  private let server: Process

  init(programs: String) throws {
    self.programs = programs
    folder = try TemporaryFolder()
    if geteuid() == 0 { try PostgresServer.run(["chown", "nobody", folder.path]) }
    try PostgresServer.run(
      PostgresServer.asUser([
        programs + "/initdb", "-D", folder.path + "/data", "-U", "ml", "--auth=trust", "-E", "UTF8", "--no-sync",
      ]))
    // Not by `pg_ctl`: Foundation waits for whatever a process leaves running.
    server = try PostgresServer.start(
      PostgresServer.asUser([
        programs + "/postgres", "-D", folder.path + "/data", "-k", folder.path, "-h", "", "-F",
      ]), output: .nullDevice)
    for _ in 0..<600 where server.isRunning {
      if (try? PostgresServer.run([programs + "/pg_isready", "-q", "-h", folder.path, "-U", "ml"])) != nil { return }
      usleep(50_000)
    }
    throw Failure(output: "the server does not start")
  }

  deinit {
    // At once, without waiting for connections.
    kill(server.processIdentifier, SIGQUIT)
    server.waitUntilExit()
  }

  /// The address of a database, as a user writes it.
  func address(_ database: String, password: String? = nil) -> String {
    "postgresql://ml\(password.map { ":" + $0 } ?? "")@/\(database)?host=\(folder.path)"
  }

  /// Makes a database and fills it.
  func create(_ database: String, _ statements: [String]) throws {
    try PostgresServer.run([programs + "/createdb", "-h", folder.path, "-U", "ml", database])
    try execute(database, statements)
  }

  func execute(_ database: String, _ statements: [String]) throws {
    try folder.write([database + ".sql": statements.joined(separator: ";\n") + ";\n"])
    try PostgresServer.run([
      programs + "/psql", "-h", folder.path, "-U", "ml", "-d", database, "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f",
      folder.path + "/" + database + ".sql",
    ])
  }

  /// PostgreSQL refuses to run as root.
  private static func asUser(_ command: [String]) -> [String] {
    geteuid() == 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] + command : command
  }

  private static func run(_ command: [String]) throws {
    let output = Pipe()
    let process = try start(command, output: output.fileHandleForWriting)
    try output.fileHandleForWriting.close()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(output: "\(command[0]): " + String(decoding: text, as: UTF8.self))
    }
  }

  private static func start(_ command: [String], output: FileHandle) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    return process
  }
}
