import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Finding Azure ML downloads")
struct AzureMLDetectionTests {
  @Test(
    "takes every layout for one run",
    arguments: [
      ["azureml-logs/70_driver_log.txt"], ["azureml-logs/20_image_build_log.txt", "outputs/model.pkl"],
      ["azureml-logs/hyperdrive.txt"], ["user_logs/std_log_process_0.txt"], ["system_logs/lifecycler/lifecycler.log"],
      ["logs/azureml/147_azureml.log"], ["logs/azureml/executionlogs.txt"], ["sidecar/node-0/start_cms.log"],
      [
        "artifacts/user_logs/std_log.txt", "artifacts/system_logs/cs_capability/cs-capability.log", "named-outputs/m/x",
      ],
      ["artifacts/azureml-logs/70_driver_log.txt"], ["70_driver_log.txt"], ["80_driver_log_worker_0.txt", "notes.txt"],
    ])
  func layouts(files: [String]) throws {
    let prefixed = Dictionary(uniqueKeysWithValues: files.map { ("exp/run-a/" + $0, "x") })
    let found = try FoundStore(prefixed)
    let store = try found.store()
    #expect(store.formatName == "Azure ML")
    #expect(store.folders == [found.folder.path + "/exp/run-a"])
    let listing = try #require(store.experiments(reporting: found.diagnostics).first)
    #expect(listing.experiment.name == "exp")
    #expect(listing.runs.map(\.key) == ["exp/run-a"])
    #expect(try found.run().files.count == files.count)
    #expect(try found.run(at: "/exp/run-a").header.id == "run-a")
    #expect(found.messages == [])
  }

  @Test(
    "does not take for one what anybody may have",
    arguments: [
      "outputs/model.pkl", "logs/train.log", "logs/azureml/readme.md", "user_logs/a.txt", "system_logs/x/y.log",
      "azureml-logs/readme.md", "artifacts/model.pkl", "metrics.json", "config.json", "sidecar/a/b.log",
    ])
  func others(file: String) throws {
    let found = try FoundStore(["run/" + file: #"{"acc": 1, "status": "x"}"#])
    #expect(throws: StoreFailure.self) { try found.stores() }
  }

  @Test("leaves the stores below a run to their own formats")
  func stores() throws {
    let found = try FoundStore([
      "r/azureml-logs/70_driver_log.txt": "x", "r/outputs/mlruns/1/meta.yaml": "experiment_id: '1'\nname: e\n",
    ])
    #expect(try found.stores().map(\.formatName).sorted() == ["Azure ML", "MLflow files"])
  }

  @Test("knows a run's id by its folder, and its parent by its id")
  func ids() throws {
    let uuid = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"
    let names = [
      "dcid.exp_1616329886_1a2b3c4d", uuid, "HD_\(uuid)", "HD_\(uuid)_12", "AutoML_\(uuid)_setup", "AutoML_\(uuid)",
      "tough_tray_vkndrpzld5_3", "my-run",
    ]
    let files = names.map { ("ExperimentRun/\($0)/azureml-logs/70_driver_log.txt", "x") }
    let runs = try FoundStore(Dictionary(uniqueKeysWithValues: files)).runs()
    let shown = names.map { name -> String in
      let header = runs["ExperimentRun/" + name]?.header
      return "\(header?.id ?? "") \(header?.name ?? "") \(header?.parent ?? "-") \(header?.kind.rawValue ?? "")"
    }
    #expect(
      shown == [
        "exp_1616329886_1a2b3c4d exp_1616329886_1a2b3c4d - script", "\(uuid)  - script",
        "HD_\(uuid) HD_\(uuid) - sweep", "HD_\(uuid)_12 HD_\(uuid)_12 HD_\(uuid) script",
        "AutoML_\(uuid)_setup AutoML_\(uuid)_setup AutoML_\(uuid) script", "AutoML_\(uuid) AutoML_\(uuid) - automl",
        "tough_tray_vkndrpzld5_3 tough_tray_vkndrpzld5_3 tough_tray_vkndrpzld5 script", "my-run my-run - script",
      ])
  }

  @Test("gives every file its role, under the name it has in the studio")
  func roles() throws {
    let found = try FoundStore([
      "r/artifacts/azureml-logs/70_driver_log_0.txt": "x", "r/artifacts/azureml-logs/55_azureml-execution-a_d.txt": "x",
      "r/artifacts/azureml-logs/process_info.json": "", "r/artifacts/logs/azureml/job_prep_azureml.log": "x",
      "r/artifacts/logs/train.txt": "x", "r/artifacts/logs/model.pt": "x",
      "r/artifacts/user_logs/std_log.txt": "x",
      "r/artifacts/system_logs/lifecycler/lifecycler.log": "x", "r/artifacts/sidecar/n/all.log": "x",
      "r/artifacts/outputs/model.pkl": "x", "r/artifacts/ROC_1.png": "x", "r/named-outputs/out/a.csv": "x",
      "r/.amlignore": "x",
    ])
    #expect(
      try found.run().files.map { "\($0.path) \($0.role)" } == [
        "ROC_1.png output", "azureml-logs/55_azureml-execution-a_d.txt systemLog",
        "azureml-logs/70_driver_log_0.txt log",
        "azureml-logs/process_info.json systemLog", "logs/azureml/job_prep_azureml.log systemLog",
        "logs/model.pt output", "logs/train.txt log", "named-outputs/out/a.csv output",
        "outputs/model.pkl output", "sidecar/n/all.log systemLog", "system_logs/lifecycler/lifecycler.log systemLog",
        "user_logs/std_log.txt log",
      ])
  }

  @Test("knows Azure's logs without their folder, and above nested runs")
  func looseLogs() throws {
    let found = try FoundStore([
      "p/70_driver_log.txt": "x", "p/55_azureml-execution-tvmps_a_d.txt": "x", "p/a.png": "x",
      "p/c_0/azureml-logs/70_driver_log.txt": "x", "p/c_01/notes.txt": "x",
    ])
    let runs = try found.runs()
    #expect(runs.keys.sorted() == ["p", "p/c_0"])
    #expect(
      runs["p"]?.files.map { "\($0.path) \($0.role)" } == [
        "55_azureml-execution-tvmps_a_d.txt systemLog", "70_driver_log.txt log", "a.png output",
        "c_01/notes.txt output",
      ])
  }

  @Test("takes only Azure's folders of a project, and leaves nested runs to themselves")
  func projects() throws {
    let found = try FoundStore([
      "p/.git/HEAD": "x", "p/train.py": "x", "p/azureml-logs/70_driver_log.txt": "x", "p/src/a.py": "x",
      "p/outputs/child/azureml-logs/70_driver_log.txt": "x", "p/outputs/model.pkl": "x",
    ])
    let runs = try found.runs()
    #expect(runs.keys.sorted() == ["p", "p/outputs/child"])
    #expect(runs["p"]?.files.map(\.path) == ["azureml-logs/70_driver_log.txt", "outputs/model.pkl"])
  }
}
