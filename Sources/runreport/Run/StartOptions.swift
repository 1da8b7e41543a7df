import ArgumentParser
import RunLog

/// What is told of a run when it starts.
struct StartOptions: ParsableArguments {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case script, pipeline, sweep, automl
  }

  @Option(help: ArgumentHelp("The store, made where there is none; default: $RUNREPORT_STORE.", valueName: "folder"))
  var store: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The experiment, made where there is none; default: $RUNREPORT_EXPERIMENT.", valueName: "name"))
  var experiment: String?

  @Option(help: ArgumentHelp("The run's name for people.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The run's id, unique in the store; default: made of time and chance.", valueName: "id"))
  var id: String?

  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp(
      "A parameter; numbers, true, false and null are read as such. May be repeated.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    name: [.customShort("t"), .customLong("tag")],
    help: ArgumentHelp("A tag; may be repeated.", valueName: "name=value"))
  var tags: [String] = []

  @Option(help: ArgumentHelp("The id of the run that this one is a part of.", valueName: "id"))
  var parent: String?

  @Option(help: "script, pipeline, sweep or automl.")
  var kind = Kind.script

  @Option(
    help: ArgumentHelp("Cluster, partition or host; default: Slurm's partition, else this host.", valueName: "name"))
  var computeTarget: String?

  @Option(help: ArgumentHelp("On how many nodes; default: Slurm's number, else 1.", valueName: "count"))
  var nodeCount: Int?

  @Option(
    help: ArgumentHelp("The name of a node; may be repeated. Default: Slurm's, else this host.", valueName: "name"))
  var node: [String] = []

  @Option(help: ArgumentHelp("The metric that runs are ranked by.", valueName: "name"))
  var primaryMetric: String?

  @Option(
    help: ArgumentHelp("The revision of the code; default: that of the checkout this folder is in.", valueName: "hash"))
  var commit: String?

  func start(
    script: String? = nil, arguments: [String] = [], isQueued: Bool = false, heartbeat: Duration? = nil
  ) throws -> Run {
    guard let store = store ?? Terminal.variable("RUNREPORT_STORE") else {
      throw ValidationError("which store? Name a folder with --store, or in RUNREPORT_STORE.")
    }
    guard let experiment = experiment ?? Terminal.variable("RUNREPORT_EXPERIMENT") else {
      throw ValidationError("which experiment? Name it with --experiment, or in RUNREPORT_EXPERIMENT.")
    }
    var source = Source.ofCheckout()
    if let commit { source = Source(repository: source?.repository, commit: commit) }
    return try Run.start(
      in: store, experiment: experiment, id: id, name: name,
      parameters: Dictionary(try Pairs.parse(parameters, of: "--param").map { ($0.name, Pairs.value($0.value)) }) {
        $1
      },
      tags: Dictionary(try Pairs.parse(tags, of: "--tag").map { ($0.name, $0.value) }) { $1 }, parent: parent,
      kind: Run.Kind(rawValue: kind.rawValue) ?? .script, computeTarget: computeTarget, nodeCount: nodeCount,
      nodes: node.isEmpty ? nil : node,
      script: script ?? "", arguments: arguments, source: source, primaryMetric: primaryMetric, isQueued: isQueued,
      heartbeat: heartbeat)
  }
}
