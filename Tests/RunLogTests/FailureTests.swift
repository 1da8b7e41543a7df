import Diagnostics
import Foundation
import Glibc
import RunModel
import RunStores
import TestSupport
import Testing

@testable import RunLog

@Suite("Writing where it cannot be done")
struct FailureTests {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init() throws { folder = try TemporaryFolder() }

  private func start() throws -> RunLog.Run {
    try Run.start(in: folder.path + "/store", experiment: "digits", id: "run", source: nil, heartbeat: nil)
  }

  private func values(_ metric: String) throws -> [Double] {
    let store = NativeStore(location: "STORE", path: folder.path + "/store")
    let reference = try #require(store.experiments(reporting: diagnostics).first?.runs.first)
    let run = try #require(store.load(reference, reporting: diagnostics))
    return run.series.filter { $0.name.hasPrefix(metric) }.flatMap { Array(zip($0.steps, $0.values)) }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  @Test("a full disk is an error that says what to do")
  func fullDisk() throws {
    let error = RunLogError("write", "r/metrics.jsonl", ENOSPC)
    #expect(error.kind == .noSpace)
    #expect(
      error.description
        == "cannot write r/metrics.jsonl: no space left on device. Free some space and try again; what was logged before is kept."
    )
  }

  @Test("a link in the place of a file is not written through, and another place takes what comes")
  func links() throws {
    try folder.write(["mine": "text\n"])
    let run = try start()
    #expect(symlink(folder.path + "/mine", run.folder + "/metrics.jsonl") == 0)
    let error = #expect(throws: RunLogError.self) { try run.log("x", 1) }
    #expect(error?.kind == .notPermitted && error?.description.contains("Remove the link") == true)
    #expect(symlink(folder.path + "/made", run.folder + "/.run.json.lock") == 0)
    #expect(throws: RunLogError.self) { try run.set(tag: "a", to: "b") }
    #expect(try folder.text("mine") == "text\n" && !folder.files.contains("made"))
    // One that was not kept may not count as logged.
    let other = try Run.attach(run.folder, heartbeat: nil)
    try other.log("x", 2)
    #expect(try values("x") == [2])
  }

  @Test("a pipe in the place of a file is no reason to wait for ever")
  func pipes() throws {
    try folder.write(["store/other/x": ""])
    #expect(mkfifo(folder.path + "/store/other/experiment.json", 0o600) == 0)
    let run = try start()
    #expect(mkfifo(run.folder + "/metrics.jsonl", 0o600) == 0)
    let error = #expect(throws: RunLogError.self) { try run.log("x", 1) }
    #expect(error?.description.contains("it is no regular file") == true)
    #expect(unlink(run.folder + "/run.json") == 0 && mkfifo(run.folder + "/run.json", 0o600) == 0)
    #expect(throws: RunLogError.self) { try run.finish() }
    #expect(throws: RunLogError.self) { try Run.attach(run.folder) }
    #expect(throws: RunLogError.self) { try Run.attach(id: "nobody", in: folder.path + "/store") }
  }

  @Test("where part of a record fits, the record is an error, those before it stay, and so do those that follow")
  func partFits() throws {
    let run = try start()
    let told = folder.path + "/told"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    // Each eighth value is a line of 9,000 bytes, of which three fit.
    process.arguments = [
      "-c", "trap '' XFSZ; ulimit -f 30; exec \"$0\" \"$1\" x shared > \"$2\" 2> \"$2.error\"",
      WriterProcess.program.path, run.folder, told,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let logged = try folder.text("told").split(separator: "\n").count
    #expect(logged == 31)
    #expect(try folder.text("told.error").contains("metrics.jsonl: file too large. Free some space"))
    try run.log("x", 31, step: 31)
    try run.finish()
    #expect(try values("x") == (0...31).map(Double.init))
    let warning = try #require(diagnostics.sorted.first)
    #expect(diagnostics.sorted.count == 1 && warning.file?.hasSuffix("/metrics.jsonl") == true && warning.line == 32)
    #expect(warning.message.contains("the line is cut short after"))
  }

  @Test("a store that may not be written to is an error that says what to do")
  func readOnly() {
    let error = #expect(throws: RunLogError.self) {
      try Run.start(in: "/sys/kernel/store", experiment: "digits", heartbeat: nil)
    }
    #expect(error?.kind == .notPermitted)
    #expect(error?.description.contains("name another store") == true)
  }

  @Test("a folder that was removed, or never was a run, is an error")
  func noRun() throws {
    let run = try start()
    try run.log("x", 1)
    try FileManager.default.removeItem(atPath: run.folder)
    let error = #expect(throws: RunLogError.self) { try run.log("x", 2) }
    #expect(error?.kind == .notFound)
    #expect(throws: RunLogError.self) { try run.finish() }
    #expect(throws: RunLogError.self) { try Run.attach(folder.path) }
    #expect(throws: RunLogError.self) { try Run.attach(id: "nobody", in: folder.path + "/store") }
  }

  @Test("a run.json that is no JSON is left as it is, and metrics can still be logged")
  func damagedHeader() throws {
    let run = try start()
    try folder.write(["store/digits/run/run.json": "{\"id\": \"run\", "])
    let error = #expect(throws: RunLogError.self) { try run.set(tag: "a", to: "b") }
    #expect(error?.kind == .damaged)
    try run.log("x", 1)
    #expect(try folder.text("store/digits/run/run.json") == "{\"id\": \"run\", ")
    #expect(folder.files.filter { $0.hasSuffix(".jsonl") }.count == 1)
  }
}
