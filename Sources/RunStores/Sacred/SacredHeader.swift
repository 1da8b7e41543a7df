internal import Diagnostics
internal import RunModel

/// What `run.json` says of a run.
enum SacredHeader {
  /// - Parameter run: nil where `run.json` cannot be read.
  static func header(id: String, _ run: StructuredValue?) -> RunHeader {
    var header = RunHeader(id: id)
    guard let run else { return header }
    (header.status, header.statusText) = status(run["status"]?.string)
    // UTC, without a zone.
    header.start = time(run["start_time"])
    header.end = time(run["stop_time"])
    header.heartbeat = time(run["heartbeat"])
    let host = run["host"]?["hostname"]?.string
    header.setHost(host)
    if let environment = run["host"]?["ENV"]?.object { header.takeSlurmVariables(from: environment.namedValues) }
    header.script = run["experiment"]?["mainfile"]?.string
    header.arguments = arguments(run)
    if let repository = run["experiment"]?["repositories"]?.list?.first {
      header.source = SourceRevision(
        repository: repository["url"]?.string, commit: repository["commit"]?.string, isDirty: flag(repository["dirty"]))
    }
    if let lines = run["fail_trace"]?.list {
      // Each line comes with its line feed.
      let trace = lines.compactMap(\.string).joined()
      header.error = trace.isEmpty ? nil : String(trace.reversed().drop(while: \.isWhitespace).reversed())
    }
    return header
  }

  /// What only its tags can hold: the host, the command, what the run returned.
  static func tags(_ run: StructuredValue?) -> [StructuredValue.Member] {
    guard let run else { return [] }
    var tags: [StructuredValue.Member] = []
    // The environment may hold passwords.
    for member in run["host"]?.object ?? [] where member.name != "ENV" {
      switch member.value {
      case .null: continue
      case .list(let items):
        tags.append(.init("host." + member.name, .string(items.map(\.parameterText).joined(separator: " "))))
      default: tags += member.value.flatMembers("host." + member.name)
      }
    }
    if let command = run["command"], command.string != nil { tags.append(.init("command", command)) }
    if let configs = run["meta"]?["named_configs"]?.list, !configs.isEmpty {
      tags.append(.init("named_configs", .string(configs.map(\.parameterText).joined(separator: " "))))
    }
    switch run["result"]?.unpickled {
    case nil, .null, .list, .object: break
    case let result?: tags.append(.init("result", result))
    }
    return tags
  }

  /// What the run returned, if it is more than one value.
  static func resultRecords(_ run: StructuredValue?) -> [MetricRecord] {
    guard let result = run?["result"]?.unpickled, !result.isPickled else { return [] }
    switch result {
    case .list(let items) where !items.isEmpty:
      return [MetricRecord(name: "result", kind: .list, step: nil, time: nil, data: result)]
    case .object(let members) where !members.isEmpty:
      return [MetricRecord(name: "result", kind: .row, step: nil, time: nil, data: .object(result.flatMembers()))]
    default: return []
    }
  }

  /// The comment given with `--comment`.
  static func note(_ run: StructuredValue?) -> String? {
    let meta = run?["meta"]
    let note = meta?["comment"]?.string ?? meta?["options"]?["--comment"]?.string
    return note?.isEmpty == false ? note : nil
  }

  /// `sacred/run.py` and `sacred/utils.py`; a `SacredInterrupt` of one's own may say anything.
  private static func status(_ word: String?) -> (RunStatus, String?) {
    switch word {
    case "QUEUED": (.queued, nil)
    case "RUNNING": (.running, nil)
    case "COMPLETED": (.completed, nil)
    case "FAILED": (.failed, nil)
    case "INTERRUPTED", "TIMEOUT": (.canceled, word)
    case "DIED": (.failed, word)
    default: (.unknown, word)
    }
  }

  /// The command line after the script's name: the command and what it was told to change.
  private static func arguments(_ run: StructuredValue) -> [String] {
    guard let command = run["command"]?.string else { return [] }
    let updates = run["meta"]?["options"]?["UPDATE"]?.list?.compactMap(\.string) ?? []
    return [command] + (updates.isEmpty ? [] : ["with"] + updates)
  }

  private static func time(_ value: StructuredValue?) -> Timestamp? { value?.string.flatMap(TimeScanner.iso) }

  private static func flag(_ value: StructuredValue?) -> Bool? {
    if case .bool(let flag) = value { return flag }
    return nil
  }
}
