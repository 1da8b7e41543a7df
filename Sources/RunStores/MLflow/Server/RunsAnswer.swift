internal import FileAccess
internal import RunModel

/// The runs of one experiment, from `runs/search`.
struct RunsAnswer: Sendable {
  var runs: [(id: String, fingerprint: SourceFingerprint?)] = []
  /// How many items named no run.
  var faults = 0
  var failure: ServerFailure?
  var end = MLflowAPI.PageEnd.complete

  /// - Parameter now: the wall clock in milliseconds since 1970.
  init(in experiment: String, _ api: MLflowAPI, pageSize: Int, options: ReadingOptions, now: Int64) {
    let call = MLflowCall.post(
      "runs/search",
      [
        .init("experiment_ids", .list([.string(experiment)])),
        .init("run_view_type", .string(options.includesDeleted ? "ALL" : "ACTIVE_ONLY")),
      ])
    do {
      end = try api.askPages(call, itemsOf: "runs", size: pageSize) { run in
        guard let info = run["info"],
          let id = info["run_id"]?.string ?? info["run_uuid"]?.string, !id.isEmpty
        else {
          faults += 1
          return
        }
        guard options.includesDeleted || info["lifecycle_stage"]?.string != "deleted" else { return }
        runs.append((id, RunContent.fingerprint(of: run, now: now)))
      }
    } catch {
      failure = error
    }
  }
}
