import RunModel
import TestSupport
import Testing

@testable import RunStores

/// Runs written by wandb itself, with what its own protobuf classes say of them.
@Suite("W&B's own classes agree", .enabled(if: WandBTruth.isPresent, "no ../shared/data beside the checkout"))
struct WandBConformanceTests {
  @Test("on the generated runs, every series by count, last, least and greatest", arguments: ["generated/wandb"])
  func generated(store: String) throws {
    let truth = try WandBTruth.read()
    let contents = try WandBReading.read(Checkout.sharedData + "/" + store)
    // `latest-run` is one of the other runs once more.
    let expected = Dictionary(grouping: truth.runs.values, by: \.run.run_id).compactMapValues(\.first)
    #expect(Set(contents.runs.map(\.header.id)) == Set(expected.keys))
    #expect(contents.runs.count == expected.count && !expected.isEmpty)
    #expect(contents.warningCount == 0)
    var series = 0
    var points = 0
    for (id, truth) in expected {
      let run = try #require(contents.run(id))
      compare(run, with: truth, project: contents.experiments.map(\.experiment.name))
      series += run.series.count
      points += run.series.reduce(0) { $0 + $1.count }
    }
    print("\(store): compared \(contents.runs.count) runs, \(series) series, \(points) points")
  }

  private func compare(_ run: Run, with truth: WandBTruth.Run, project: [String]) {
    let facts = truth.run
    #expect(project == [facts.project])
    #expect(run.header.name == facts.display_name && run.note == facts.notes)
    #expect(run.tag("group") == facts.group && run.tag("tags") == facts.tags.joined(separator: ", "))
    #expect(run.tag("job_type") == nil && facts.job_type.isEmpty && run.tag("sweep") == nil && facts.sweep.isEmpty)
    #expect(run.header.computeTarget == facts.host)
    #expect(run.header.start?.milliseconds == Int64(facts.start * 1000))
    #expect(run.header.status == (truth.exit == 0 ? .completed : .failed))

    let logged = truth.metrics.filter { !$0.key.hasPrefix("_") }
    // Numbers that only the summary has are one point each.
    let only = truth.summary.filter { $0.value.number != nil && !$0.key.hasPrefix("_") && logged[$0.key] == nil }
    #expect(run.series.map(\.name) == (Array(logged.keys) + only.keys).sorted(by: NameOrder.precedes))
    for series in run.series {
      guard let expected = logged[series.name] else {
        #expect(series.values == [only[series.name]?.number])
        continue
      }
      let numbers = series.values.filter { !$0.isNaN }
      #expect(series.count == expected.count, "\(series.name)")
      #expect(series.count - numbers.count == expected.nan, "\(series.name)")
      #expect(series.values.last == expected.last.value, "\(series.name)")
      #expect(numbers.min() == expected.min.value, "\(series.name)")
      #expect(numbers.max() == expected.max.value, "\(series.name)")
    }
    let steps = run.series.filter { logged[$0.name] != nil }.flatMap(\.steps)
    #expect([steps.min(), steps.max()] == truth.steps)
    #expect(Set(steps).count == truth.history_rows)

    #expect(run.header.parameters.map(\.name) == names(truth.config).sorted(by: NameOrder.precedes))
    #expect(run.parameter("lr").flatMap(Double.init) == truth.config["lr"]?.number)
  }

  private func names(_ members: [String: WandBTruth.Value]) -> [String] {
    members.filter { $0.key != "_wandb" }.flatMap { name, value in
      value.members.map { names($0).map { name + "." + $0 } } ?? [name]
    }
  }
}
