internal import RunModel

/// Every value of one metric of one run, from `metrics/get-history`.
struct MLflowHistory: Sendable {
  var series: MetricSeries
  /// How many items held no value.
  var faults = 0
  /// The first of them.
  var firstFault: String?
  /// What kept some of it from being read.
  var failure: ServerFailure?
  var end = MLflowAPI.PageEnd.complete

  /// What MLflow's own server gives at once at most (`GET_METRIC_HISTORY_MAX_RESULTS`).
  private static let pageSize = 25_000
  /// A gigabyte of columns.
  private static let pointLimit = 40_000_000

  /// Asks for all of it; older servers know no pages and give everything at once.
  init(of metric: String, run: String, from api: MLflowAPI) {
    series = MetricSeries(name: metric, lastRule: .greatestStep)
    let call = MLflowCall.get(
      "metrics/get-history",
      // Servers before 1.0 know a run by the second name only.
      [
        .init("run_id", .string(run)), .init("run_uuid", .string(run)), .init("metric_key", .string(metric)),
      ])
    do {
      end = try api.askPages(
        call, itemsOf: "metrics", size: MLflowHistory.pageSize, itemLimit: MLflowHistory.pointLimit
      ) { add($0) }
    } catch {
      failure = error
    }
  }

  private mutating func add(_ item: StructuredValue) {
    guard item.object != nil, let value = MLflowHistory.field("value", of: item, or: 0, AnswerObject.number),
      let step = MLflowHistory.field("step", of: item, or: 0, AnswerObject.whole),
      let time = MLflowHistory.field("timestamp", of: item, or: MetricSeries.noTime, AnswerObject.whole)
    else {
      faults += 1
      firstFault = firstFault ?? String(item.jsonText.prefix(100))
      return
    }
    // A database holds no infinity: MLflow's server puts the greatest number in its place.
    let isInfinite = value.magnitude == .greatestFiniteMagnitude
    series.append(step: step, time: time, value: isInfinite ? value * 2 : value)
  }

  /// A number of an item; what is left out has the value that protobuf gives it.
  private static func field<T>(
    _ name: String, of item: StructuredValue, or missing: T, _ convert: (StructuredValue) -> T?
  ) -> T? {
    guard let member = item[name], member != .null else { return missing }
    return convert(member)
  }
}
