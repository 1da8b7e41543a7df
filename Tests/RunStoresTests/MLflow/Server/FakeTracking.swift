import Diagnostics
import FileAccess
import RunModel
import TestSupport

@testable import RunStores

/// A tracking server of few words for tests: one experiment, some runs, whatever else a test answers itself.
struct FakeTracking: Sendable {
  /// By ids of runs: the name of each metric and its last value.
  var runs: [String: [String]] = ["r1": ["loss"]]
  var ended = true
  /// Answers before the rest does.
  var special: @Sendable (TestServer.Request, _ number: Int) -> TestServer.Reply? = { _, _ in nil }

  func start() -> TestServer {
    TestServer { request, number in special(request, number) ?? reply(to: request) }
  }

  private func reply(to request: TestServer.Request) -> TestServer.Reply {
    switch request.path {
    case "experiments/search":
      return .json(#"{"experiments": [{"experiment_id": "1", "name": "e", "lifecycle_stage": "active"}]}"#)
    case "runs/search":
      return .json(#"{"runs": [\#(runs.keys.sorted().map(run).joined(separator: ", "))]}"#)
    case "runs/get":
      return .json(#"{"run": \#(run(request.query["run_id"] ?? ""))}"#)
    case "metrics/get-history":
      return .json(#"{"metrics": [{"key": "m", "value": 0.5, "timestamp": 1000, "step": 0}]}"#)
    case "artifacts/list":
      return .json(#"{"root_uri": "mlflow-artifacts:/1"}"#)
    default:
      return .status(404, body: "<!doctype html><title>404 Not Found</title>")
    }
  }

  private func run(_ id: String) -> String {
    let metrics = (runs[id] ?? []).map { #"{"key": "\#($0)", "value": 0.5, "timestamp": 1000, "step": 0}"# }
    let end = ended ? #""status": "FINISHED", "end_time": 5000"# : #""status": "RUNNING""#
    return #"""
      {"info": {"run_id": "\#(id)", "experiment_id": "1", "run_name": "name of \#(id)", "start_time": 1000, \#(end),
      "lifecycle_stage": "active"}, "data": {"metrics": [\#(metrics.joined(separator: ", "))]}}
      """#
  }
}

/// Everything a server gave, read the way a build does.
struct ServerContents {
  var experiments: [ExperimentListing] = []
  /// By keys.
  var loaded: [String: LoadedRun] = [:]
  var fingerprints: [String: Bool] = [:]
  var messages: [String] = []

  init(_ address: String, options: ReadingOptions = ReadingOptions(), limits: ServerLimits = .quick) throws {
    let store = try MLflowServerStore.open(address, options: options, limits: limits)
    let diagnostics = DiagnosticCollector()
    experiments = store.experiments(reporting: diagnostics)
    let references = experiments.flatMap(\.runs)
    for reference in references { fingerprints[reference.key] = store.fingerprint(of: reference) != nil }
    store.load(references) { place, run in
      loaded[references[place].key] = run
      for diagnostic in run.diagnostics { diagnostics.add(diagnostic) }
    }
    messages = diagnostics.sorted.map { $0.description.replacing(store.location + "/api/2.0/mlflow/", with: "") }
  }

  func run(_ key: String) -> Run? { loaded[key]?.run }
}

extension MLflowServerStore {
  static func open(
    _ address: String, options: ReadingOptions = ReadingOptions(), limits: ServerLimits = .quick
  ) throws -> MLflowServerStore {
    guard let parsed = StoreAddress(address) else { throw StoreFailure(location: address, problem: .unknownAddress) }
    return try MLflowServerStore(at: parsed, options: options, limits: limits)
  }
}

extension ServerLimits {
  /// Without the patience one has with real servers.
  static var quick: ServerLimits {
    var limits = ServerLimits()
    limits.connecting = 5
    limits.silence = 5
    limits.retry.firstPause = 0.01
    return limits
  }
}
