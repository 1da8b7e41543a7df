internal import FileAccess
internal import RunModel

/// How a run went, where only its logs tell.
struct AzureLogOutcome {
  private static let limit = 64 << 10

  private(set) var status: RunStatus?
  private(set) var error: String?
  private(set) var start: Timestamp?
  /// The last time any of these logs names.
  private(set) var last: Timestamp?

  /// - Parameters:
  ///   - root: the folder the folders with logs stand in.
  ///   - driverLog: where the main log of the driver is.
  ///   - processes: what the run's processes say, which the driver's last sentence overrules.
  init(root: String, driverLog: String?, processes: RunStatus?) {
    if let driverLog {
      let (head, tail) = AzureLogOutcome.ends(driverLog)
      if tail.contains("The experiment completed successfully. Finalizing run...") { status = .completed }
      if tail.contains("The experiment failed. Finalizing run...") { status = .failed }
      take(head, tail)
    }
    status = status ?? processes

    // Pipelines: `[2026-02-01 19:54:04Z] Job is in progress. Execution status: Running.`
    let (head, tail) = AzureLogOutcome.ends(root + "/logs/azureml/executionlogs.txt")
    take(head, tail)
    let (failure, _) = AzureLogOutcome.ends(root + "/logs/azureml/stderrlogs.txt")
    if let line = AzureLogOutcome.line(in: failure, holding: "] Job failed, job RunId is ") {
      status = status ?? .failed
      take(line, line)
      error = AzureLogOutcome.message(in: line)
    }

    // The common runtime: `Gathered execution result for rank 0 process_rank=0 exit_code=0 …`.
    let lifecycle = root + "/" + AzureLayout.systemLogs + "/lifecycler/"
    let (first, end) = AzureLogOutcome.ends(lifecycle + "lifecycler.log")
    take(first, end)
    if status == nil {
      status = AzureLogOutcome.exitStatus(AzureLogOutcome.ends(lifecycle + "execution-wrapper.log").tail)
    }
  }

  private mutating func take(_ head: String, _ tail: String) {
    if let time = AzureLogOutcome.time(head.prefix { $0 != "\n" }) { start = min(start ?? time, time) }
    for line in tail.split(separator: "\n").reversed().prefix(200) {
      guard let time = AzureLogOutcome.time(line) else { continue }
      last = max(last ?? time, time)
      return
    }
  }

  /// The time at the start of a line, in brackets or bare.
  private static func time(_ line: Substring) -> Timestamp? {
    let text = line.hasPrefix("[") ? line.dropFirst().prefix { $0 != "]" } : line.prefix { $0 != " " }
    guard text.utf8.count >= 19, text.utf8.count <= 40 else { return nil }
    return TimeScanner.iso(String(text))
  }

  private static func exitStatus(_ log: String) -> RunStatus? {
    var codes: [Substring] = []
    for line in log.split(separator: "\n") {
      guard line.contains("Gathered execution result for rank"), let found = line.firstRange(of: " exit_code=") else {
        continue
      }
      codes.append(line[found.upperBound...].prefix { $0 != " " })
    }
    guard !codes.isEmpty else { return nil }
    return codes.allSatisfy { $0 == "0" } ? .completed : .failed
  }

  private static func line(in text: String, holding words: String) -> String? {
    text.split(separator: "\n").first { $0.contains(words) }.map(String.init)
  }

  /// `… Error: {"Error": {"Code": …, "Message": …}}`.
  private static func message(in line: String) -> String? {
    guard let brace = line.firstIndex(of: "{"), let value = try? JSONReader.read(Array(line[brace...].utf8)) else {
      return nil
    }
    return AzureDetails.text(value["Error"]?["Message"]).map(SignedURL.removingQueries)
  }

  private static func ends(_ path: String) -> (head: String, tail: String) {
    (
      String(decoding: FileEnds.head(path, limit: limit), as: UTF8.self),
      String(decoding: FileEnds.tail(path, limit: limit), as: UTF8.self)
    )
  }
}
