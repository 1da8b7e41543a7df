internal import Glibc

/// A run that this process logs to: a folder in a run store as docs/run-store.md has it.
///
///     let run = try Run.start(in: "runs", experiment: "digits", parameters: ["lr": 0.1])
///     for step in 1...100 { try run.log("loss", train(), step: step) }
///     try run.finish()
///
/// May be used from several threads at once, and by several processes and nodes, each of which attaches to the run's
/// folder. When a call returns, the system has the value: it is there even if the process is killed right after.
/// A call that throws has logged nothing; what was logged before is kept.
///
/// A run that is never finished goes on as running, and is shown as stale once it gave no sign of life for an hour.
public final class Run: Sendable {
  /// The run's folder.
  public let folder: String
  /// Unique in the store.
  public let id: String

  let writer: RecordWriter
  let header: HeaderFile

  private init(folder: String, id: String, file: RecordFile.Choice, heartbeat: Duration?) {
    self.folder = folder
    self.id = id
    let header = HeaderFile(folder: folder)
    self.header = header
    writer = RecordWriter(in: folder, file) {
      // Which nodes took part is worth telling, and no reason to log nothing.
      if file != .first { try? header.addNode(Host.name) }
    }
    if let heartbeat { writer.beat(every: heartbeat) }
  }

  deinit { writer.end() }

  /// Starts a run in a store, a folder that is made where there is none.
  ///
  /// - Parameters:
  ///   - experiment: its name, or its folder's in the store; made where there is none.
  ///   - id: unique in the store; made of time and chance where none is given.
  ///   - name: what people read; default: the folder's name.
  ///   - parent: the id of the run this one is a part of.
  ///   - computeTarget: cluster, partition or host; default: Slurm's partition, else this host.
  ///   - nodeCount: default: Slurm's, else as many as there are `nodes`.
  ///   - nodes: their names; default: Slurm's, else this host. Other nodes that log are added.
  ///   - script: default: the program's path; empty for none.
  ///   - arguments: default: the program's.
  ///   - source: default: what Git keeps of the checkout that this process works in.
  ///   - submitted: when it was queued, in seconds since 1970.
  ///   - isQueued: whether it only waits; `begin` starts it.
  ///   - heartbeat: how long it may log nothing until a sign of life is written; nil for never.
  public static func start(
    in store: String, experiment: String, id: String? = nil, name: String? = nil,
    parameters: [String: LogValue] = [:], tags: [String: String] = [:], parent: String? = nil,
    kind: Kind = .script, computeTarget: String? = nil, nodeCount: Int? = nil, nodes: [String]? = nil,
    user: String? = nil, script: String? = nil, arguments: [String]? = nil, source: Source? = .ofCheckout(),
    primaryMetric: String? = nil, submitted: Double? = nil, isQueued: Bool = false,
    heartbeat: Duration? = .seconds(30)
  ) throws(RunLogError) -> Run {
    guard id != "" else { throw RunLogError(.invalid, "a run's id is empty. Leave it out, and one is made.") }
    let experiment = try ExperimentFolder.make(in: store, named: experiment)
    let (folder, id) = try newFolder(in: experiment, id: id)
    let now = System.wallClock
    let places = nodes ?? Host.nodes
    let words = CommandLine.arguments
    var members = JSONMembers()
    members.set("id", id)
    members.set("name", name)
    members.set("status", isQueued ? "queued" : "running")
    if let submitted {
      members.setMoment("submitted", Int64(exactly: (submitted * 1000).rounded()) ?? now)
    } else if isQueued {
      members.setMoment("submitted", now)
    }
    if !isQueued { members.setMoment("start", now) }
    members.set("user", user ?? Host.user)
    members.set("parent", parent)
    if kind != .script { members.set("kind", kind.rawValue) }
    // Where a queued run will run is not known from where it was queued.
    members.set("compute_target", computeTarget ?? (isQueued ? nil : Host.computeTarget))
    if let count = nodeCount ?? (isQueued ? nil : Host.nodeCount ?? places.count) {
      members.set("node_count", .integer(Int64(count)))
    }
    if nodes != nil || !isQueued { members.set("nodes", LogValue(places)) }
    if !parameters.isEmpty { members.set("parameters", .object(parameters)) }
    let allTags = Host.tags.merging(tags) { _, given in given }
    if !allTags.isEmpty { members.set("tags", .object(allTags.mapValues(LogValue.string))) }
    members.set("script", script == "" ? nil : script ?? words.first)
    let others = arguments ?? (script == nil ? Array(words.dropFirst()) : [])
    if !others.isEmpty { members.set("arguments", LogValue(others)) }
    if let source = source?.members { members.set("source", source) }
    members.set("primary_metric", primaryMetric)
    do {
      try System.replace(folder + "/run.json", members.file)
    } catch {
      // A run that never was leaves nothing behind.
      rmdir(folder)
      throw error
    }
    return Run(folder: folder, id: id, file: .first, heartbeat: heartbeat)
  }

  /// Joins a run that another process started, on this node or another one.
  ///
  /// - Parameters:
  ///   - folder: the run's, as `Run.folder` and `runreport run start` give it.
  ///   - heartbeat: how long it may log nothing until a sign of life is written; nil for never.
  public static func attach(_ folder: String, heartbeat: Duration? = .seconds(30)) throws(RunLogError) -> Run {
    try attach(folder, file: .own, heartbeat: heartbeat)
  }

  /// Joins the run of an id, or of a folder's name, in a store.
  public static func attach(
    id: String, in store: String, heartbeat: Duration? = .seconds(30)
  ) throws(RunLogError) -> Run {
    try attach(find(id, in: store), heartbeat: heartbeat)
  }

  /// Joins a run for a moment: its process shares a file with others of the node that do so.
  package static func attachBriefly(_ folder: String) throws(RunLogError) -> Run {
    let nodes = try HeaderFile(folder: System.absolute(folder)).read().texts("nodes")
    return try attach(folder, file: nodes.first.map { $0 == Host.name } ?? true ? .first : .ofNode, heartbeat: nil)
  }

  private static func attach(
    _ folder: String, file: RecordFile.Choice, heartbeat: Duration?
  ) throws(RunLogError) -> Run {
    let folder = System.absolute(folder)
    let members = try HeaderFile(folder: folder).read()
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    return Run(folder: folder, id: members.text("id") ?? name, file: file, heartbeat: heartbeat)
  }

  /// The folder of a run in a store.
  package static func find(_ id: String, in store: String) throws(RunLogError) -> String {
    let experiments = System.names(in: store).map { store + "/" + $0 }
    // Most often the folder is called as the run is.
    for folder in experiments.map({ $0 + "/" + SafeName.of(id) }) where System.exists(folder + "/run.json") {
      return folder
    }
    for experiment in experiments {
      for name in System.names(in: experiment) {
        let folder = experiment + "/" + name
        guard let bytes = try? System.read(folder + "/run.json"), let members = JSONMembers(bytes) else { continue }
        if members.text("id") == id { return folder }
      }
    }
    throw RunLogError(.notFound, "no run of the store \(store) has the id \(id). Check both, or name the run's folder.")
  }

  /// Makes the folder of a run that is not there yet.
  private static func newFolder(in experiment: String, id: String?) throws(RunLogError) -> (String, String) {
    while true {
      let chosen = id ?? newID()
      let folder = experiment + "/" + SafeName.of(chosen)
      if mkdir(folder, 0o777) == 0 { return (System.absolute(folder), chosen) }
      guard errno == EEXIST else { throw RunLogError("make the folder", folder, errno) }
      if let id {
        throw RunLogError(.exists, "there is a run \(id) in \(experiment). Attach to it, or take another id.")
      }
    }
  }

  /// `20261123T041207-3fa9c1d2`: names of folders stand in the order of time.
  private static func newID() -> String {
    let moment = JSONMembers.moment(System.wallClock).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }
    let chance = String(UInt32.random(in: .min ... .max), radix: 16)
    return String(decoding: moment.dropFirst().prefix(15), as: UTF8.self) + "-"
      + String(repeating: "0", count: 8 - chance.count) + chance
  }
}
