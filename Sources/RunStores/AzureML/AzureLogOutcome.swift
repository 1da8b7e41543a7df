internal import FileAccess
internal import RunModel

/// How a run went, where only its logs tell.
struct AzureLogOutcome {
  private static let limit = 64 << 10
  /// How many lines at the end of a log are asked for their time.
  private static let lineLimit = 200

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
      if ByteSearch.contains("The experiment completed successfully. Finalizing run...", in: tail) {
        status = .completed
      }
      if ByteSearch.contains("The experiment failed. Finalizing run...", in: tail) { status = .failed }
      take(head, tail)
    }
    status = status ?? processes

    // Pipelines: `[2026-02-01 19:54:04Z] Job is in progress. Execution status: Running.`
    let (head, tail) = AzureLogOutcome.ends(root + "/logs/azureml/executionlogs.txt")
    take(head, tail)
    let failures = FileEnds.head(root + "/logs/azureml/stderrlogs.txt", limit: AzureLogOutcome.limit)
    if let line = ByteSearch.lines(holding: "] Job failed, job RunId is ", in: failures).first {
      status = status ?? .failed
      take(Array(line), Array(line))
      error = AzureLogOutcome.message(in: line)
    }

    // The common runtime: `Gathered execution result for rank 0 process_rank=0 exit_code=0 …`.
    let lifecycle = root + "/" + AzureLayout.systemLogs + "/lifecycler/"
    let (first, end) = AzureLogOutcome.ends(lifecycle + "lifecycler.log")
    take(first, end)
    guard status == nil else { return }
    let wrapper = FileEnds.tail(lifecycle + "execution-wrapper.log", limit: AzureLogOutcome.limit)
    status = AzureLogOutcome.exitStatus(wrapper)
  }

  /// - Parameters:
  ///   - head: the start of a log.
  ///   - tail: its end, which may be the same.
  private mutating func take(_ head: [UInt8], _ tail: [UInt8]) {
    if let time = AzureLogOutcome.time(head.prefix { $0 != 0x0A }) { start = min(start ?? time, time) }
    var end = tail.count
    for _ in 0..<AzureLogOutcome.lineLimit where end > 0 {
      let line = tail[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      if let time = AzureLogOutcome.time(tail[line..<end]) {
        last = max(last ?? time, time)
        return
      }
      end = line - 1
    }
  }

  /// The time at the start of a line, in brackets or bare.
  private static func time(_ line: ArraySlice<UInt8>) -> Timestamp? {
    let isBracketed = line.first == UInt8(ascii: "[")
    let text = line.dropFirst(isBracketed ? 1 : 0).prefix(41).prefix { $0 != UInt8(ascii: isBracketed ? "]" : " ") }
    guard text.count >= 19, text.count <= 40 else { return nil }
    return TimeScanner.iso(String(decoding: text, as: UTF8.self))
  }

  private static func exitStatus(_ log: [UInt8]) -> RunStatus? {
    let codes = ByteSearch.lines(holding: "Gathered execution result for rank", in: log).compactMap { line in
      ByteSearch.first(" exit_code=", in: line).map { line[$0.upperBound...].prefix { $0 != UInt8(ascii: " ") } }
    }
    guard !codes.isEmpty else { return nil }
    return codes.allSatisfy { $0.elementsEqual("0".utf8) } ? .completed : .failed
  }

  /// `… Error: {"Error": {"Code": …, "Message": …}}`.
  private static func message(in line: ArraySlice<UInt8>) -> String? {
    guard let brace = line.firstIndex(of: UInt8(ascii: "{")), let value = try? JSONReader.read(Array(line[brace...]))
    else { return nil }
    return AzureDetails.text(value["Error"]?["Message"]).map(SignedURL.removingQueries)
  }

  private static func ends(_ path: String) -> (head: [UInt8], tail: [UInt8]) {
    (FileEnds.head(path, limit: 4 << 10), FileEnds.tail(path, limit: limit))
  }
}
