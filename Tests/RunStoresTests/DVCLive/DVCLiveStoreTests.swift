import Diagnostics
import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Folders of DVCLive")
struct DVCLiveStoreTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let table = "step\tloss\n0\t1.0\n1\tnan\n2\t-inf\n"

  @Test("are runs of the project above them, and folds in them are runs of it too")
  func folds() throws {
    try folder.write([
      "proj/dvclive/metrics.json": #"{"train": {"loss": 0.5}, "step": 2}"#,
      "proj/dvclive/plots/metrics/train/loss.tsv": table, "proj/dvclive/fold_0/metrics.json": #"{"step": 2}"#,
      "proj/dvclive/fold_0/plots/metrics/eval/loss.tsv": table, "proj/dvclive/fold_1/plots/metrics/loss.tsv": table,
      "proj/params.yaml": "lr: 0.1\n", "proj/dvclive/fold_1/params.yaml": "lr: 0.2\n",
      "other/dvclive/metrics.json": #"{"acc": 1}"#,
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.stores.map(\.formatName) == ["DVCLive"])
    #expect(contents.names == ["other · dvclive", "proj · dvclive", "proj · fold_0", "proj · fold_1"])
    #expect(contents.runs[1].run.series.map(\.name) == ["train/loss"])
    #expect(contents.runs[1].run.series[0].values.map(\.description) == ["1.0", "nan", "-inf"])
    #expect(contents.runs[1].run.parameter("lr") == "0.1")
    #expect(contents.runs[3].run.parameter("lr") == "0.2")
    #expect(contents.diagnostics == [])
    // Named by itself, the folder reads nothing outside it.
    let fold = try StoreContents(at: folder.path + "/proj/dvclive")
    #expect(fold.names == ["proj · dvclive", "proj · fold_0", "proj · fold_1"])
    #expect(fold.runs[0].run.header.parameters == [])
  }

  @Test("have a value for each metric without a table, at the step of metrics.json, and text as records")
  func summary() throws {
    try folder.write([
      "dvclive/metrics.json":
        #"{"best": {"a/b": {"c": "nan"}}, "inf": "-inf", "note": "text", "flag": true, "n": null, "list": [1], "step": 9, "loss": 5}"#,
      "dvclive/plots/metrics/loss.tsv": "timestamp\tstep\tloss\n1700000000500\t0\t1\n1700000001500\t1\t2\n",
      "dvclive/plots/metrics/note.tsv": "step\tnote\n0\ttext\n", "dvclive/plots/metrics/old.csv": "step,old\n3,4\n",
      "dvclive/plots/metrics/bad.tsv": "a\tb\n1\t2\n", "dvclive/plots/metrics/empty.tsv": "",
      "dvclive/plots/metrics/begun.tsv": "step\tbegun\n",
    ])
    let contents = try StoreContents(at: folder.path)
    let run = try #require(contents.run)
    #expect(run.series.map(\.name) == ["best/a/b/c", "inf", "loss", "old"])
    #expect(run.series("inf")?.steps == [9])
    #expect(run.series("inf")?.values == [-.infinity])
    #expect(run.series("loss")?.times == [1_700_000_000_500, 1_700_000_001_500])
    #expect(run.series("old")?.steps == [3])
    #expect(run.records == [MetricRecord(name: "note", kind: .text, step: 9, time: nil, data: .string("text"))])
    #expect(run.header.start?.milliseconds == 1_700_000_000_500)
    #expect(run.header.heartbeat?.milliseconds == 1_700_000_001_500)
    #expect(contents.warnings.count == 1)
    #expect(contents.warnings.first?.hasSuffix("bad.tsv:1: has no column \"step\", so it is left out") == true)
  }

  @Test("show images, plots, artifacts and reports as outputs")
  func files() throws {
    try folder.write([
      "dvclive/metrics.json": "{}", "dvclive/plots/images/0/img.png": "p", "dvclive/plots/sklearn/cm.json": "{}",
      "dvclive/plots/metrics/loss.tsv": table, "dvclive/report.md": "r", "dvclive/artifacts/model.pkl": "m",
      "dvclive/fold_0/report.md": "not this run's", "dvclive/dvc.yaml": "plots: []\n",
    ])
    let run = try #require(try StoreContents(at: folder.path).runs.first?.run)
    #expect(
      run.files.map(\.path) == [
        "artifacts/model.pkl", "dvc.yaml", "plots/images/0/img.png", "plots/sklearn/cm.json", "report.md",
      ])
    #expect(run.files.allSatisfy { $0.role == .output })
  }

  @Test("of versions before 1.0 are read as well")
  func legacy() throws {
    let old = "timestamp\tstep\ttrain/loss\r\n1700000000500\t0\t1.5\r\n"
    try folder.write([
      "v0/dvclive/loss.tsv": "timestamp\tstep\tloss\n1700000000500\t0\t1.5\n",
      "v0/dvclive.json": #"{"step": 0, "best": 3}"#,
      "v9/dvclive/scalars/train/loss.tsv": old, "v9/dvclive.json": #"{"step": 0, "train": {"loss": 1.5}}"#,
      "v1/logs/metrics.json": "{}", "v1/logs/plots/metrics/train/loss.tsv": "step\ttrain/loss\n0\t2.5\n",
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.names == ["v0 · dvclive", "v1 · logs", "v9 · dvclive"])
    #expect(contents.runs.map { $0.run.series.map(\.name) } == [["best", "loss"], ["train/loss"], ["train/loss"]])
    #expect(contents.runs[1].run.series[0].values == [2.5])
    #expect(contents.runs[2].run.series[0].times == [1_700_000_000_500])
    #expect(contents.stores.map(\.formatName) == ["DVCLive"])
  }

  @Test("that only look like one are none")
  func others() throws {
    try folder.write([
      "a/metrics.json": #"{"acc": 1}"#, "b/plots/metrics/x.tsv": "gene\tcount\nA\t1\n",
      "c/data.tsv": "step\tdata\n1\t2\n2\t3\n",
      "d/scalars/x.csv": "a,b\n1,2\n",
    ])
    let contents = try StoreContents(at: folder.path)
    #expect(contents.stores.map(\.formatName) == ["CSV logs"])
    #expect(contents.runs.map(\.key) == ["c/data.tsv"])
  }

  @Test("do not reach through symbolic links")
  func links() throws {
    try folder.write([
      "outside/plots/metrics/loss.tsv": table, "outside/params.yaml": "a: 1\n",
      "in/dvclive/metrics.json": "{\"acc\": 1}",
      "in/other/metrics.json": "{}",
    ])
    for link in ["in/dvclive/plots", "in/other/plots"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + link, withDestinationPath: folder.path + "/outside/plots")
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/in/dvclive/params.yaml", withDestinationPath: folder.path + "/outside/params.yaml")
    let contents = try StoreContents(at: folder.path + "/in")
    #expect(contents.runs.map(\.key) == ["dvclive"])
    #expect(contents.run?.series.map(\.name) == ["acc"])
    #expect(contents.run?.header.parameters == [])
  }

  @Test("with a broken metrics.json keep their tables and warn once")
  func broken() throws {
    for text in ["{\"a\": ", "[]", "{\"a\": 1} x", String(repeating: "{\"a\":", count: 5000)] {
      try folder.write(["dvclive/metrics.json": text, "dvclive/plots/metrics/loss.tsv": table])
      let contents = try StoreContents(at: folder.path)
      #expect(contents.run?.series.map(\.name) == ["loss"])
      #expect(contents.warnings.count == 1)
    }
  }
}
