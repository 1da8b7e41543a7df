internal import Diagnostics
internal import RunModel

/// Loads runs from a tracking server, several requests at once.
///
/// The thread that asks for the runs only waits; each request has a thread of `RequestThreads`.
struct MLflowServerLoader: Sendable {
  let api: MLflowAPI
  let threads: RequestThreads
  let artifacts: MLflowArtifacts
  let options: ReadingOptions

  /// How many runs are under way: while the last numbers of one arrive, those of the next are asked for.
  private static let ahead = 3

  /// What became of the question for a run.
  private enum Known: Sendable {
    case run(MLflowRunRecord)
    case failure(ServerFailure)
  }

  /// A run whose numbers were asked for.
  private struct Started {
    var place: Int
    var key: String
    var diagnostics: DiagnosticCollector
    var known: Known
    var histories: [PendingValue<MLflowHistory>] = []
    var files: PendingValue<MLflowArtifacts.Answer>?
  }

  /// Loads some runs and hands them over in order, one by one.
  func load(_ runs: [RunReference], _ take: (_ place: Int, LoadedRun) throws -> Void) rethrows {
    let questions = runs.map { run in
      let diagnostics = DiagnosticCollector()
      return (diagnostics, threads.start { ask(run.key, diagnostics) })
    }
    var started: [Started] = []
    for (place, run) in runs.enumerated() {
      let (diagnostics, question) = questions[place]
      guard let known = question.take() else { continue }
      started.append(start(Started(place: place, key: run.key, diagnostics: diagnostics, known: known)))
      if started.count == MLflowServerLoader.ahead {
        let first = started.removeFirst()
        try take(first.place, finish(first))
      }
    }
    for run in started { try take(run.place, finish(run)) }
  }

  private func place(_ path: String, _ run: String) -> String { api.place(path, "run_id=\(ErrorText.oneLine(run))") }

  private func ask(_ run: String, _ diagnostics: DiagnosticCollector) -> Known {
    do {
      let answer = try api.ask(.get("runs/get", [.init("run_id", .string(run)), .init("run_uuid", .string(run))]))
      let object = AnswerObject(value: answer, place: place("runs/get", run), diagnostics: diagnostics)
      return .run(MLflowRunRecord(object.object("run"), id: run))
    } catch {
      return .failure(error)
    }
  }

  /// Asks for all numbers and files of a run.
  private func start(_ run: Started) -> Started {
    guard case .run(let record) = run.known, options.includesDeleted || !record.header.isDeleted else { return run }
    var run = run
    let (api, artifacts, key) = (api, artifacts, run.key)
    run.histories = record.metrics.map { metric in threads.start { MLflowHistory(of: metric, run: key, from: api) } }
    if options.includesFiles { run.files = threads.start { artifacts.files(of: key) } }
    return run
  }

  /// Waits for all of a run.
  private func finish(_ run: Started) -> LoadedRun {
    let record: MLflowRunRecord
    switch run.known {
    case .run(let known): record = known
    case .failure(let failure) where failure.status == 404:
      // Deleted for good since the runs were listed.
      run.diagnostics.note(place("runs/get", run.key), "the run is gone")
      return LoadedRun(nil, diagnostics: run.diagnostics.sorted)
    case .failure(let failure):
      run.diagnostics.warn(place("runs/get", run.key), "the run cannot be read: \(failure)")
      return LoadedRun(nil, diagnostics: run.diagnostics.sorted, isSettled: false)
    }
    guard options.includesDeleted || !record.header.isDeleted else { return LoadedRun(nil) }
    var isSettled = true
    var loaded = Run(header: record.header, note: MLflowTags.note(in: record.header.tags))
    for pending in run.histories {
      guard let history = pending.take() else { continue }
      if history.failure != nil { isSettled = false }
      tell(history, of: run)
      if history.series.count > 0 { loaded.series.append(history.series) }
    }
    if let answer = run.files?.take() {
      if let failure = answer.failure, failure.isOfServer { isSettled = false }
      tell(answer, of: run)
      loaded.files = answer.files
    }
    return LoadedRun(loaded, diagnostics: run.diagnostics.sorted, isSettled: isSettled)
  }

  private func tell(_ history: MLflowHistory, of run: Started) {
    let place = place("metrics/get-history", run.key)
    let name = "\"\(ErrorText.oneLine(history.series.name))\""
    if let failure = history.failure {
      let kept = history.series.count
      run.diagnostics.warn(place, "metric \(name): \(kept == 0 ? "left out" : "cut after \(kept) values"): \(failure)")
    }
    if case .cut(let reason) = history.end { run.diagnostics.warn(place, "metric \(name): \(reason)") }
    if let fault = history.firstFault {
      run.diagnostics.warn(
        place, "metric \(name): items that hold no value, left out: \(history.faults), the first one \(fault)")
    }
  }

  private func tell(_ answer: MLflowArtifacts.Answer, of run: Started) {
    let place = place("artifacts/list", run.key)
    for problem in answer.problems { run.diagnostics.warn(place, problem) }
    guard let failure = answer.failure else { return }
    let message = "the files of the run are not listed: \(failure)"
    if failure.isOfServer { run.diagnostics.warn(place, message) } else { run.diagnostics.note(place, message) }
  }
}
