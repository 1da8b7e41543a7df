import Foundation
import Glibc
import TestSupport

/// A process of `run-log-writer`, which tells each value once it was logged.
final class WriterProcess {
  /// Unlike any other writer's.
  let metric: String
  private let process = Process()
  private let output: FileHandle
  private let told: String

  /// Beside the program that runs the tests.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("run-log-writer")

  /// - Parameter told: a folder for what it tells.
  init(_ run: String, metric: String, sharing: Bool, told folder: String) throws {
    self.metric = metric
    told = folder + "/" + metric
    try Data().write(to: URL(fileURLWithPath: told))
    output = try FileHandle(forWritingTo: URL(fileURLWithPath: told))
    process.executableURL = WriterProcess.program
    process.arguments = [run, metric, sharing ? "shared" : "own"]
    process.standardOutput = output
    try process.run()
  }

  /// Whether it wrote at all yet.
  var hasStarted: Bool { logged > 0 }

  /// How many values it said it has logged; they are 0, 1, 2 and so on.
  var logged: Int {
    let text = (try? Data(contentsOf: URL(fileURLWithPath: told))) ?? Data()
    return text.count { $0 == 0x0A }
  }

  func kill() {
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? output.close()
  }
}
