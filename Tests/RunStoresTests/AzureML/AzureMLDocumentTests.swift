import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Saved metrics and details of Azure ML")
struct AzureMLDocumentTests {
  private let uuid = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"

  private func details(_ id: String, _ more: String = "") -> String {
    #"{"runId": "\#(id)", "target": "x", "status": "Completed", "logFiles": {}\#(more)}"#
  }

  @Test("give series, tables, text, images and Azure's own records")
  func metrics() throws {
    let found = try FoundStore([
      "r/azureml-logs/70_driver_log.txt": "x", "r/ROC_1.png": "x",
      "r/run_metrics.json": #"""
      {"acc": 0.5, "loss": [3, 2.5, NaN, null, "Infinity"], "table": {"x": [1, 2], "y": ["a", "b"]},
       "rows": [{"x": 1, "y": 2}, {"x": 2, "y": 3}], "words": ["a", "b"], "text": "see https://a/b?sig=s",
       "nothing": null, "roc": "aml://artifactId/ExperimentRun/dcid.r/ROC_1.png",
       "gone": "aml://artifactId/ExperimentRun/dcid.r/x/gone.png",
       "cm": {"schema_type": "confusion_matrix", "schema_version": "1.0.0", "data": {"class_labels": ["a"], "matrix": [[1]]}},
       "at": "{\"schema_type\": \"accuracy_table\", \"schema_version\": \"1.0.1\", \"data\": {\"class_labels\": [\"a\"]}}",
       "res": {"schema_type": "residuals", "data": {"bin_edges": [0, 1]}},
       "pred": {"schema_type": "predictions", "data": {"bin_averages": [0]}}}
      """#,
    ])
    let run = try found.run()
    #expect(run.series.map(\.name) == ["acc", "loss"])
    #expect(run.series.last?.steps == [0, 1, 2, 4])
    #expect(run.series.last?.values.map { "\($0)" } == ["3.0", "2.5", "nan", "inf"])
    #expect(run.series.last?.times.allSatisfy { $0 == MetricSeries.noTime } == true)
    #expect(
      run.records.map { "\($0.name) \($0.kind.rawValue)" } == [
        "table table", "rows row", "rows row", "words list", "text text", "roc image", "gone text",
        "cm confusion_matrix", "at accuracy_table", "res residuals", "pred predictions",
      ])
    #expect(run.records[4].data == .string("see https://a/b"))
    #expect(run.records[5].data["path"] == .string("ROC_1.png"))
    #expect(run.records[7].data["matrix"] == .list([.list([.integer(1)])]))
    #expect(!run.files.contains { $0.path.hasSuffix(".json") })
    #expect(found.messages == ["r/run_metrics.json: values that are null are left out: 2"])
  }

  @Test("alone make a run, in a folder of its own or one of several in a folder")
  func alone() throws {
    let found = try FoundStore([
      "exp/one/details.json": details("a"), "exp/one/metrics.json": #"{"acc": 1}"#,
      "many/b.json": details("b"), "many/c.json": details("c"), "many/b_metrics.json": #"{"acc": 2}"#,
      "many/metrics.json": #"{"acc": 3}"#,
      "named/d.json": details("d", #", "experimentName": "hearts""#),
    ])
    let store = try found.store()
    #expect(
      store.experiments(reporting: found.diagnostics).map { "\($0.experiment.name): \($0.runs.map(\.key))" } == [
        #"exp: ["exp/one/details.json"]"#, #"hearts: ["named/d.json"]"#, #"many: ["many/b.json", "many/c.json"]"#,
      ])
    let runs = try found.runs()
    #expect(runs["exp/one/details.json"]?.series.first?.values == [1])
    #expect(runs["many/b.json"]?.series.first?.values == [2] && runs["many/c.json"]?.series == [])
    #expect(store.folders == [])
    #expect(
      found.messages == [
        "many/metrics.json: metrics of one of several runs: name the file after its run to have them read"
      ])
  }

  @Test("find the run they are about: by id, beside its folder, or in its outputs")
  func owners() throws {
    let child = "HD_\(uuid)_1"
    let found = try FoundStore([
      "a/dcid.\(uuid)/azureml-logs/70_driver_log.txt": "x", "a/x.json": details(uuid, #", "submittedBy": "ana""#),
      "b/download/azureml-logs/70_driver_log.txt": "x", "b/details.json": details("run-b"),
      "b/metrics.json": #"{"acc": 1}"#,
      "c/\(child)/azureml-logs/70_driver_log.txt": "x",
      "c/all_metrics.json": #"{"HD_\#(uuid)": {"best": 2}, "\#(child)": {"acc": [1, 2]}}"#,
      "d/run/azureml-logs/70_driver_log.txt": "x", "d/run/outputs/details.json": details("run-d"),
    ])
    let runs = try found.runs()
    #expect(
      runs.keys.sorted() == [
        "a/dcid.\(uuid)", "b/download", "c/\(child)", "c/all_metrics.json#HD_\(uuid)", "d/run",
      ])
    #expect(runs["a/dcid.\(uuid)"]?.header.user == "ana")
    #expect(runs["b/download"]?.header.id == "run-b" && runs["b/download"]?.series.first?.values == [1])
    #expect(runs["c/\(child)"]?.series.first?.values == [1, 2])
    #expect(runs["c/\(child)"]?.header.parent == "HD_\(uuid)")
    #expect(runs["c/all_metrics.json#HD_\(uuid)"]?.header.kind == .sweep)
    #expect(
      runs["d/run"]?.header.id == "run-d" && runs["d/run"]?.files.map(\.path) == ["azureml-logs/70_driver_log.txt"])
    #expect(found.messages == [])
  }

  @Test("say what kind of run it is, what it optimises and which pipeline it is a step of")
  func kinds() throws {
    func header(_ properties: String) throws -> RunHeader {
      try FoundStore(["e/r.json": details("r", ", \"properties\": " + properties)]).run().header
    }
    let sweep = try header(
      #"{"azureml.runsource": "hyperdrive", "primary_metric_config": "{\"name\": \"acc\", \"goal\": \"maximize\"}"}"#)
    #expect(sweep.kind == .sweep && sweep.primaryMetric == "acc")
    let automl = try header(#"{"azureml.runsource": "automl", "primary_metric": "AUC_weighted"}"#)
    #expect(automl.kind == .automl && automl.primaryMetric == "AUC_weighted")
    #expect(try header(#"{"azureml.runsource": "azureml.PipelineRun"}"#).kind == .pipeline)
    let command = try FoundStore([
      "e/r.json": details("r", #", "runDefinition": {"arguments": [], "command": "python a.py --lr 0.1"}"#)
    ]).run().header
    #expect(command.arguments == ["python a.py --lr 0.1"] && command.parameters == [NamedValue("lr", "0.1")])
    let step = try header(#"{"azureml.runsource": "azureml.StepRun", "azureml.pipelinerunid": "p"}"#)
    #expect(step.kind == .script && step.parent == "p")
  }
}
