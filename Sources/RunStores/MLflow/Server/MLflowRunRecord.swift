internal import Diagnostics
internal import RunModel

/// What `runs/get` says of one run.
struct MLflowRunRecord: Sendable {
  var header: RunHeader
  /// In the order of names.
  var metrics: [String]

  /// - Parameter id: what was asked for.
  init(_ run: AnswerObject, id: String) {
    let info = run.object("info")
    header = RunHeader(id: info.text("run_id") ?? info.text("run_uuid") ?? id, name: info.text("run_name") ?? "")
    (header.status, header.statusText) = MLflowStatus.read(info.text("status"))
    header.start = info.time("start_time")
    header.end = info.time("end_time")
    header.user = info.text("user_id")
    header.isDeleted = info.text("lifecycle_stage") == "deleted"
    let data = run.object("data")
    header.parameters = data.namedValues("params")
    header.tags = data.namedValues("tags")
    MLflowTags.apply(header.tags, to: &header)
    metrics = Set(data.list("metrics").compactMap { $0["key"]?.string }).sorted(by: NameOrder.precedes)
  }
}
