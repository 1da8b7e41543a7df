internal import Diagnostics
internal import FileAccess
internal import Glibc
internal import RunModel

/// The experiments of a tracking server and the runs in each, listed once.
///
/// Of each run its id stays in memory, and for one that ended the fingerprint of what the server said of it.
struct MLflowServerListing: Sendable {
  private(set) var experiments: [ExperimentListing] = []
  /// By ids of runs.
  private(set) var fingerprints: [String: SourceFingerprint] = [:]

  /// What MLflow gives at once if it is not asked for more.
  private static let pageSize = 1000

  /// Lists everything.
  ///
  /// An experiment the server does not want to show costs itself. A server that stops answering costs the listing:
  /// half of one would take the other half out of a site.
  init(
    of api: MLflowAPI, threads: RequestThreads, options: ReadingOptions, reporting diagnostics: DiagnosticCollector
  ) throws(ServerFailure) {
    let found = try MLflowServerListing.experiments(api, options, reporting: diagnostics)
    let now = Int64(time(nil)) &* 1000
    let answers = found.map { experiment -> PendingValue<RunsAnswer>? in
      let isWanted =
        options.experiments.isEmpty || options.experiments.contains(experiment.id)
        || options.experiments.contains(experiment.name)
      return isWanted
        ? threads.start { RunsAnswer(in: experiment.id, api, pageSize: Self.pageSize, options: options, now: now) }
        : nil
    }
    var seen: Set<String> = []
    var failure: ServerFailure?
    for (experiment, pending) in zip(found, answers) {
      var runs: [RunReference] = []
      if let pending, let answer = pending.take() {
        if let met = answer.failure, met.isOfServer { failure = failure ?? met }
        runs = take(answer, of: experiment, api, seen: &seen, reporting: diagnostics)
      }
      experiments.append(ExperimentListing(experiment: experiment, key: experiment.id, runs: runs))
    }
    if let failure { throw failure }
  }

  /// The runs of an experiment in the order of their ids, those aside that another experiment has.
  private mutating func take(
    _ answer: RunsAnswer, of experiment: Experiment, _ api: MLflowAPI, seen: inout Set<String>,
    reporting diagnostics: DiagnosticCollector
  ) -> [RunReference] {
    let place = api.place("runs/search")
    let name = "experiment \"\(ErrorText.oneLine(experiment.name))\""
    if let failure = answer.failure {
      diagnostics.warn(place, "the runs of \(name) are left out, \(answer.runs.count) of them aside: \(failure)")
    }
    if case .cut(let reason) = answer.end { diagnostics.warn(place, "\(name): \(reason)") }
    if answer.faults > 0 { diagnostics.warn(place, "\(name): runs without an id, left out: \(answer.faults)") }
    var runs: [RunReference] = []
    for run in answer.runs.sorted(by: { NameOrder.precedes($0.id, $1.id) }) {
      guard seen.insert(run.id).inserted else {
        diagnostics.warn(place, "\(name): the run \(ErrorText.oneLine(run.id)) is listed twice, one is left out")
        continue
      }
      fingerprints[run.id] = run.fingerprint
      runs.append(RunReference(key: run.id))
    }
    return runs
  }

  // MARK: Experiments

  private static func experiments(
    _ api: MLflowAPI, _ options: ReadingOptions, reporting diagnostics: DiagnosticCollector
  ) throws(ServerFailure) -> [Experiment] {
    let view = StructuredValue.Member("view_type", .string(options.includesDeleted ? "ALL" : "ACTIVE_ONLY"))
    var found: [String: Experiment] = [:]
    var path = "experiments/search"
    let add = { (item: StructuredValue) in
      let object = AnswerObject(value: item, place: api.place(path), diagnostics: diagnostics)
      guard let experiment = experiment(object) else { return }
      if options.includesDeleted || !experiment.isDeleted { found[experiment.id] = experiment }
    }
    var end: MLflowAPI.PageEnd
    do {
      end = try api.askPages(.post(path, [view]), itemsOf: "experiments", size: pageSize, add)
    } catch {
      guard error.status == 404 || error.status == 405 else { throw error }
      // Before MLflow 1.28 there was only this; an address that is wrong is so here too.
      path = "experiments/list"
      end = try api.askPages(.get(path, [view]), itemsOf: "experiments", size: pageSize, add)
    }
    if case .cut(let reason) = end { diagnostics.warn(api.place(path), reason) }
    return found.values.sorted { a, b in
      let (first, second) = (a.id.utf8.count, b.id.utf8.count)
      return first == second ? NameOrder.precedes(a.id, b.id) : first < second
    }
  }

  private static func experiment(_ object: AnswerObject) -> Experiment? {
    guard let id = object.text("experiment_id") else {
      object.diagnostics.warn(object.place, "an experiment without an id is left out")
      return nil
    }
    var experiment = Experiment(id: id, name: object.text("name") ?? id)
    experiment.created = object.time("creation_time")
    experiment.isDeleted = object.text("lifecycle_stage") == "deleted"
    MLflowTags.apply(object.namedValues("tags"), to: &experiment)
    return experiment
  }
}
