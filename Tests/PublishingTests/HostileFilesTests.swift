import Diagnostics
import Digests
import Foundation
import RunModel
import Settings
import TestSupport
import Testing

@testable import Publishing

@Suite("Files of a store that are more, or less, than files")
struct HostileFilesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func build(_ store: String = "store", _ change: (inout BuildOptions) -> Void = { _ in }) throws
    -> BuildSummary
  {
    var options = BuildOptions(
      locations: [folder.path + "/" + store], output: folder.path + "/site", jobs: 2,
      now: Timestamp(milliseconds: 1_795_500_000_000))
    change(&options)
    return try SiteBuilder(options).build(reporting: DiagnosticCollector())
  }

  private func text(ending: String) throws -> String {
    let path = try #require(
      folder.files.first {
        $0.hasPrefix("site/experiments/") && $0.hasSuffix(ending) && $0.split(separator: "/").count == 5
      })
    return try folder.text(path)
  }

  @Test("are listed with what they are: links, FIFOs, sockets, names that are no text; none is followed or waited for")
  func listsThem() throws {
    let run = "store/e/r/"
    try folder.write([
      "outside/secret.txt": "not to be seen", run + "run.json": #"{"id": "r"}"#, run + "logs/plain.log": "fine\n",
      run + "outputs/plain.txt": "fine\n",
    ])
    let path = folder.path + "/" + run
    #expect(symlink(folder.path + "/outside/secret.txt", path + "outputs/link.txt") == 0)
    #expect(symlink(folder.path + "/outside", path + "outputs/folder") == 0)
    #expect(symlink("/dev/zero", path + "logs/zero.log") == 0)
    #expect(mkfifo(path + "logs/pipe.log", 0o600) == 0)
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // The whole path may be too long for a socket: it is made where the process stands and moved.
    let place = "/tmp/\(UUID().uuidString.prefix(8)).sock"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(place.utf8)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0 && rename(place, path + "outputs/socket.txt") == 0)
    let broken = path + "outputs/"
    var name = Array(broken.utf8).map { CChar(bitPattern: $0) } + [CChar(bitPattern: 0xFF), CChar(0x61), 0]
    let file = open(&name, O_CREAT | O_WRONLY, 0o600)
    #expect(file >= 0)
    close(file)

    try build()
    let page = try text(ending: "/index.html")
    #expect(page.ranges(of: "symbolic link, not followed").count == 3)
    #expect(page.ranges(of: "not a regular file").count == 2)
    #expect(page.ranges(of: "cannot be read").count == 1)
    let notes = try folder.text("site/build-notes.html")
    #expect(notes.contains("<li>3 files: symbolic link, not followed"))
    for path in folder.files where path.hasPrefix("site") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + path))
      #expect(bytes.range(of: Data("not to be seen".utf8)) == nil, "\(path)")
    }
  }

  @Test(
    "keep no store from being read to its end where they stand in the place of what is always there",
    arguments: [
      "run.json", "metrics.jsonl", "notes.md", "experiment.json", "meta.yaml", "mlflow.db", "metrics.csv",
      "hparams.yaml",
      "trainer_state.json", "events.out.tfevents.1700000000.host.1.0", "run-abc.wandb", "process_info.json",
      "process_status.json", "70_driver_log.txt", "std_log.txt", "config.json", "info.json", "args.yaml", "results.csv",
    ])
  func survivesFIFOs(name: String) throws {
    try folder.write(["store/a/good/run.json": #"{"id": "good"}"#])
    for place in ["store/", "store/a/", "store/a/r/", "store/a/good/", "store/mlruns/0/", "store/azureml-logs/"] {
      try FileManager.default.createDirectory(atPath: folder.path + "/" + place, withIntermediateDirectories: true)
      mkfifo(folder.path + "/" + place + name, 0o600)
      symlink("/dev/zero", folder.path + "/" + place + "z" + name)
    }
    #expect(try build().runs >= (name == "run.json" ? 0 : 1))
  }

  @Test("that are larger than what is copied are listed, told on the run's page and summed in the build notes")
  func leavesLargeFiles() throws {
    try folder.write([
      "store/e/r/run.json": #"{"id": "r"}"#, "store/e/r/outputs/small.txt": "small\n",
      "store/e/r/outputs/large.bin": String(repeating: "x", count: 3000),
      "store/e/r/outputs/larger.bin": String(repeating: "x", count: 5000),
    ])
    try build { $0.artifactLimit = 1000 }
    #expect(folder.files.filter { $0.contains("/files/") }.map { $0.split(separator: "/").last } == ["small.txt"])
    #expect(try text(ending: "/index.html").contains("2 files, 8.0 KB together, are larger than 1.0 KB and not copied"))
    let told = "<li>2 files, 8.0 KB together, are larger than 1.0 KB and not copied"
    #expect(try folder.text("site/build-notes.html").contains(told))
    // A build that makes nothing of the run again tells the same.
    let second = try build { $0.artifactLimit = 1000 }
    #expect(try second.written == 0 && folder.text("site/build-notes.html").contains(told))
    try build { $0.artifactLimit = 0 }
    #expect(!folder.files.contains { $0.contains("/files/") })
    #expect(try folder.text("site/build-notes.html").contains("not copied: no files are"))
    try build { $0.artifactLimit = 10_000 }
    #expect(folder.files.filter { $0.contains("/files/") }.count == 3)
  }

  @Test(
    "that shrink, vanish or turn into links between listing and copying cost themselves",
    arguments: ["gone", "link", "short"])
  func survivesChange(change: String) throws {
    try folder.write(["outside": "not to be seen", "file": String(repeating: "line\n", count: 1000)])
    let output = JobOutput(folder: try OutputFolder(folder.path + "/site"), diagnostics: DiagnosticCollector())
    let file = RunFile(path: "file", location: folder.path + "/file", size: 5000, role: .log)
    if change == "short" {
      try folder.write(["file": "line\n"])
    } else {
      try FileManager.default.removeItem(atPath: folder.path + "/file")
      if change == "link" { symlink(folder.path + "/outside", folder.path + "/file") }
    }
    try output.copy(file, to: "copy", shownAs: "file")
    var read = 0
    let isWhole = try output.read(file, 0..<Int64.max, shownAs: "file") { piece in
      read += piece.count
      return true
    }
    #expect(isWhole == (change == "short") && read == (change == "short" ? 5 : 0))
    #expect(output.isIncomplete == (change != "short"))
    #expect(output.files.first?.size ?? 0 < 100)
  }
}
