import Diagnostics
import RunModel
import RunStores
import Testing

@Suite("Experiments of an MLflow file store")
struct MLflowExperimentTests {
  private let store = TemporaryStore()

  @Test("are its folders with metadata, in the order of numeric ids")
  func order() {
    store.experiment("10", name: "ten")
    store.experiment("9", name: "nine")
    store.folder("0")
    store.write("README", "no experiment")
    let contents = store.read()
    #expect(contents.experiments.map(\.key) == ["9", "10"])
    #expect(contents.experiments.map(\.experiment.name) == ["nine", "ten"])
    #expect(contents.messages == [])
  }

  @Test("carry their time of creation, tags, note and primary metric")
  func header() throws {
    store.experiment("1", more: "creation_time: 1700000000123\n")
    store.write("1/tags/team", "vision")
    store.write("1/tags/mlflow.note.content", "# Title")
    store.write("1/tags/mlflow.experiment.primaryMetric.name", "loss")
    store.write("1/tags/mlflow.experiment.primaryMetric.greaterIsBetter", "False")
    let experiment = try #require(store.read().experiments.first?.experiment)
    #expect(experiment.created == Timestamp(milliseconds: 1_700_000_000_123))
    #expect(experiment.tags.first { $0.name == "team" }?.value == "vision")
    #expect(experiment.note == "# Title")
    #expect(experiment.primaryMetric == "loss")
    #expect(experiment.metrics["loss"]?.direction == .lower)
  }

  @Test("in .trash and those marked as deleted are read on request, apart from a live one of the same id")
  func deleted() {
    store.experiment("1", name: "live")
    store.experiment("1", name: "old", folder: ".trash/1")
    store.run("run1", folder: ".trash/1")
    store.write("2/meta.yaml", "experiment_id: '2'\nlifecycle_stage: deleted\nname: marked\n")
    #expect(store.read().experiments.map(\.key) == ["1"])
    let all = store.read(includingDeleted: true)
    #expect(all.experiments.map(\.key) == ["1", "2", ".trash/1"])
    #expect(all.experiments.map(\.experiment.isDeleted) == [false, true, true])
    #expect(all.runs.keys.sorted() == [".trash/1/run1"])
  }

  @Test("are neither the model registry nor an mlruns folder inside another experiment")
  func strays() {
    store.experiment("2")
    store.experiment("0", folder: "2/mlruns/0")
    store.experiment("models", name: "registry")
    let contents = store.read()
    #expect(contents.experiments.map(\.key) == ["2"])
    #expect(contents.experiments.flatMap(\.runs).isEmpty)
    #expect(contents.messages == [])
  }

  @Test("whose id is not their folder's are left out with a warning, as MLflow does")
  func mismatch() {
    store.experiment("1", folder: "2")
    store.write("3/meta.yaml", "name: nameless\n")
    let contents = store.read()
    #expect(contents.experiments.isEmpty)
    #expect(
      contents.messages == [
        "mlruns/2/meta.yaml: experiment_id is \"1\" in the folder of experiment \"2\", so it is left out",
        "mlruns/3/meta.yaml: names no experiment_id, so it is left out",
      ])
  }

  @Test("with an id that is a number without quotation marks are accepted")
  func bareId() {
    store.write("0/meta.yaml", "artifact_location: file:///a:b/0\nexperiment_id: 0\nname: Default\n")
    #expect(store.read().experiments.map(\.experiment.id) == ["0"])
  }

  @Test("without metadata are named in a warning when they hold runs")
  func missingMetadata() {
    store.run("run1", in: "1")
    let contents = store.read()
    #expect(contents.experiments.isEmpty)
    #expect(contents.messages == ["mlruns/1: has no meta.yaml, so the experiment is left out, runs: 1"])
  }

  @Test("with damaged metadata keep their runs, under the name of the folder")
  func damagedMetadata() {
    store.write("1/meta.yaml", bytes: [0, 1, 2, 0xFF, 0x0A, 0x3A])
    store.run("run1", in: "1")
    store.write("2/meta.yaml", "artifact_location: x\nexperiment_id: '2'\nname: \"half")
    let contents = store.read()
    #expect(contents.experiments.map(\.experiment.name) == ["1", "2"])
    #expect(contents.runs.keys.sorted() == ["1/run1"])
    #expect(contents.messages.count == 2)
  }

  @Test("behind symbolic links are not followed")
  func links() {
    store.experiment("1")
    store.link("2", to: "1")
    store.link("1/loop", to: "../1")
    let contents = store.read()
    #expect(contents.experiments.map(\.key) == ["1"])
    #expect(
      contents.messages == [
        "mlruns/1/loop: symbolic link, not followed", "mlruns/2: symbolic link, not followed",
      ])
  }

  @Test("make a folder a store, deleted ones too, and runs or the metadata of others do not")
  func recognition() {
    store.run("run1", folder: "stray")
    store.write("recipe/meta.yaml", "{% set version = '1' %}\npackage:\n  name: x\n")
    #expect(!MLflowFileStore.recognises(store.path))
    #expect(!MLflowFileStore.recognises(store.path + "/stray"))
    #expect(!MLflowFileStore.recognises(store.path + "/nothing"))
    store.experiment("7", folder: ".trash/7")
    #expect(MLflowFileStore.recognises(store.path))
    let other = TemporaryStore()
    other.experiment("0")
    #expect(MLflowFileStore.recognises(other.path))
    #expect(!MLflowFileStore.recognises(other.path + "/0"))
  }

  @Test("of a folder that is not there are none, with a warning")
  func noStore() {
    let missing = MLflowFileStore(location: "mlruns", path: store.path + "/none", options: ReadingOptions())
    let diagnostics = DiagnosticCollector()
    #expect(missing.experiments(reporting: diagnostics).isEmpty)
    #expect(diagnostics.sorted.map(\.description) == ["mlruns: no such file or directory"])
  }
}
