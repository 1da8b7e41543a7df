import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Azure ML runs")
struct AzureMLRunTests {
  static let details = #"""
    {"runId": "exp_1616329886_1a2b3c4d", "target": "gpu-cluster", "status": "Failed",
     "startTimeUtc": "2021-03-21T12:31:26.509353Z", "endTimeUtc": "2021-03-21T12:41:26Z",
     "error": {"error": {"code": "UserError", "message": "boom at https://a/x?sv=1&sig=SECRET here"}},
     "properties": {"azureml.git.repository_uri": "git@x", "azureml.git.branch": "main", "azureml.git.commit": "abc",
       "azureml.git.dirty": "True", "ContentSnapshotId": "s", "log": "https://a/l?sig=SECRET", "empty": ""},
     "runDefinition": {"script": "train.py", "arguments": ["--lr", 0.1, "--data=x", "-n", "-5", "--flag", "--last"],
       "nodeCount": 2, "environment": {"name": "AzureML-Minimal"}},
     "logFiles": {"azureml-logs/70_driver_log.txt": "https://a/70?sv=2019&sig=SECRET"}, "submittedBy": "Ana"}
    """#

  @Test("have every field of their details, and no signature anywhere")
  func details() throws {
    let found = try FoundStore([
      "exp/r1/azureml-logs/70_driver_log.txt": "The experiment completed successfully. Finalizing run...\n",
      "exp/r1/run_info.json": Self.details,
    ])
    let run = try found.run()
    let header = run.header
    #expect(header.id == "exp_1616329886_1a2b3c4d" && header.name == "r1" && header.status == .failed)
    #expect(header.start == Timestamp(milliseconds: 1_616_329_886_509))
    #expect(header.end == Timestamp(milliseconds: 1_616_330_486_000))
    #expect(header.computeTarget == "gpu-cluster" && header.nodeCount == 2 && header.user == "Ana")
    #expect(header.script == "train.py" && header.arguments.count == 7)
    #expect(
      header.parameters == [
        NamedValue("data", "x"), NamedValue("flag", "true"), NamedValue("last", "true"), NamedValue("lr", "0.1"),
        NamedValue("n", "-5"),
      ])
    #expect(header.source == SourceRevision(repository: "git@x", branch: "main", commit: "abc", isDirty: true))
    #expect(header.error == "boom at https://a/x here")
    #expect(header.tags.first { $0.name == "log" }?.value == "https://a/l")
    #expect(header.tags.contains(NamedValue("environment", "AzureML-Minimal")))
    #expect(run.files.map(\.path) == ["azureml-logs/70_driver_log.txt"])
    #expect(!"\(run)".contains("SECRET"))
    #expect(found.messages == [])
  }

  @Test(
    "have the state their details say",
    arguments: [
      ("NotStarted", RunStatus.queued), ("Queued", .queued), ("Preparing", .preparing), ("Provisioning", .preparing),
      ("Starting", .preparing), ("Running", .running), ("Finalizing", .running), ("Completed", .completed),
      ("Failed", .failed), ("CancelRequested", .canceled), ("Canceled", .canceled), ("NotResponding", .unknown),
      ("Paused", .unknown),
    ])
  func states(word: String, status: RunStatus) throws {
    let found = try FoundStore(["e/a.json": #"{"runId": "r", "target": "x", "status": "\#(word)", "logFiles": {}}"#])
    let header = try found.run().header
    #expect(header.id == "r" && header.status == status)
    if status == .unknown { #expect(header.statusText == word) }
  }

  @Test(
    "have the state their logs end with, where there are no details",
    arguments: [
      (
        ["azureml-logs/70_driver_log.txt": "The experiment completed successfully. Finalizing run...\nCleaning up\n"],
        RunStatus.completed
      ),
      (["azureml-logs/70_driver_log.txt": "x\nThe experiment failed. Finalizing run...\nTraceback\n"], .failed),
      (["70_driver_log_0.txt": "The experiment failed. Finalizing run..."], .failed),
      (["azureml-logs/70_driver_log.txt": "still going"], .unknown),
      (
        [
          "azureml-logs/70_driver_log.txt": "The experiment failed. Finalizing run...",
          "azureml-logs/80_driver_log.txt": "The experiment completed successfully. Finalizing run...",
        ], .completed
      ),
      (["azureml-logs/process_status.json": #"{"process_name": "a", "status": "Completed"}"#], .completed),
      (
        [
          "azureml-logs/process_status.json":
            "{\"process_name\": \"a\", \"status\": \"Failed\"}\n{\"process_name\": \"*\"}"
        ],
        .failed
      ),
      (["azureml-logs/process_status.json": #"{"process_name": "a", "status": "Started"}"#], .unknown),
      (
        [
          "system_logs/lifecycler/execution-wrapper.log":
            "t INFO: Gathered execution result for rank 0 process_rank=0 exit_code=1 stderr_path=None\n"
        ], .failed
      ),
      (
        [
          "logs/azureml/executionlogs.txt": "",
          "logs/azureml/stderrlogs.txt": "[2026-02-01 19:54:25Z] Job failed, job RunId is x. Error: {",
        ], .failed
      ),
    ] as [([String: String], RunStatus)])
  func logStates(files: [String: String], status: RunStatus) throws {
    let found = try FoundStore(Dictionary(uniqueKeysWithValues: files.map { ("run/" + $0.key, $0.value) }))
    #expect(try found.run().header.status == status)
    #expect(found.messages == [])
  }

  @Test("have the times at the ends of their logs, however long those are")
  func times() throws {
    let filler = String(repeating: "no time in this line\n", count: 20_000)
    let found = try FoundStore([
      "run/azureml-logs/70_driver_log.txt": "[2021-03-21T12:31:26.509353] Entering context manager injector.\n" + filler
        + "[2021-03-21T12:41:26.5] Finished context manager injector.\nThe experiment failed. Finalizing run...\n"
    ])
    let header = try found.run().header
    #expect(header.start == Timestamp(milliseconds: 1_616_329_886_509))
    #expect(header.end == Timestamp(milliseconds: 1_616_330_486_500) && header.heartbeat == header.end)
  }

  @Test("have a table of their processes, from two files of JSON Lines")
  func processes() throws {
    let found = try FoundStore([
      "run/azureml-logs/process_info.json": """
      {"process_name":"worker_0","node_id":"tvmps_a_d","pid_in_container":183,"private_ip":"10.0.0.5","log":"azureml-logs/70_driver_log_0.txt"}
      {"process_name":"worker_1","node_id":"tvmps_b_d","pid_in_container":184,"private_ip":"10.0.0.6","log":"azureml-logs/70_driver_log_1.txt"}
      {"process_name":
      []

      """,
      "run/azureml-logs/process_status.json": """
      {"process_name":"worker_0","timestamp":"2019-10-28T22:30:10.764428389Z","status":"Started"}
      {"process_name":"worker_1","timestamp":"2019-10-28T22:30:11Z","status":"Started"}
      {"process_name":"worker_0","timestamp":"2019-10-28T22:40:11Z","status":"Failed"}
      {"process_name":"*","timestamp":"2019-10-28T22:50:00Z","status":"Completed"}
      """,
    ])
    let run = try found.run()
    let record = try #require(run.records.first)
    #expect(record.kind == .table && record.name == "processes")
    #expect(record.data.object?.map(\.name) == ["process", "node", "pid", "ip", "log", "status", "started", "ended"])
    #expect(record.data["status"] == .list([.string("Failed"), .string("Terminated")]))
    #expect(record.data["ended"] == .list([.string("2019-10-28T22:40:11Z"), .string("2019-10-28T22:50:00Z")]))
    #expect(record.data["pid"] == .list([.integer(183), .integer(184)]))
    #expect(run.header.status == .failed)
    #expect(run.header.nodes == ["tvmps_a_d", "tvmps_b_d"])
    #expect(found.messages == ["run/azureml-logs/process_info.json:3: lines that hold no JSON object: 2"])
  }

  @Test("have the id, parent and experiment that only the system's logs know")
  func logIdentity() throws {
    let found = try FoundStore([
      "job/artifacts/user_logs/std_log.txt": "x",
      "job/artifacts/logs/azureml/executionlogs.txt":
        "[2026-02-01 19:53:42Z] Starting\n[2026-02-01 19:53:43Z] RunId:[ebeb] ParentRunId:[tough_tray_vkndrpzld5] ComputeTarget:[AmlCompute]\n",
      "job/artifacts/system_logs/metrics_capability/metrics-capability.log":
        #"t run_id=RunId { workspace_name: "w", experiment_name: "hearts", run_id: "other" }"#,
    ])
    let store = try found.store()
    #expect(store.experiments(reporting: found.diagnostics).map(\.experiment.name) == ["hearts"])
    let header = try found.run().header
    #expect(header.id == "ebeb" && header.parent == "tough_tray_vkndrpzld5" && header.name == "job")
  }

  @Test("are on the target of the job's definition, and on each node that has a log")
  func whereItRan() throws {
    let found = try FoundStore([
      "job/artifacts/user_logs/std_log.txt": "x",
      "job/artifacts/logs/azureml/executionlogs.txt":
        #"[t] JobDefinitionToHash: {"Target":"gpus","NodeCount":2,"x":1} RunId:[r] ComputeTarget:[AmlCompute]"#,
      "job/artifacts/system_logs/lifecycler/execution-wrapper-0.log":
        #"t ComputeContext { cluster_name: "other", node_id: Literal("tvmps_a_d"), x }"#,
      "job/artifacts/system_logs/lifecycler/execution-wrapper-1.log":
        #"t ComputeContext { cluster_name: "other", node_id: Literal("tvmps_b_d"), x }"#,
    ])
    let header = try found.run().header
    #expect(header.computeTarget == "gpus" && header.nodeCount == 2 && header.nodes == ["tvmps_a_d", "tvmps_b_d"])

    let first = try FoundStore([
      "run/azureml-logs/70_driver_log.txt": "x", "run/azureml-logs/55_azureml-execution-tvmps_c_d.txt": "x",
      "run/azureml-logs/65_job_prep-tvmps_c_d.txt": "x", "run/azureml-logs/75_job_post-tvmps_d_d.txt": "x",
    ])
    #expect(try first.run().header.nodes == ["tvmps_c_d", "tvmps_d_d"])
  }

  @Test(
    "survive hostile files",
    arguments: [
      "", "{", "null", "[]", String(repeating: "[", count: 50_000), #"{"runId": 1, "status": [], "logFiles": 3}"#,
      #"{"runId": "r", "status": {"a": 1}, "logFiles": {}, "properties": [], "runDefinition": "x", "error": [1]}"#,
      "{\"runId\": \"\u{0}\", \"status\": null, \"logFiles\": {}}", "\"runId\" \"logFiles\"",
    ])
  func hostile(text: String) throws {
    let found = try FoundStore([
      "r/azureml-logs/70_driver_log.txt": text, "r/azureml-logs/process_info.json": text,
      "r/azureml-logs/process_status.json": text, "r/details.json": text, "r/metrics.json": text,
      "r/logs/azureml/executionlogs.txt": text,
    ])
    let run = try found.run()
    #expect(run.files.contains { $0.path == "azureml-logs/70_driver_log.txt" })
    #expect(!run.files.contains { $0.path == "details.json" } || !text.contains("\"runId\": \""))
  }

  @Test("follow no link and wait for no FIFO")
  func links() throws {
    let found = try FoundStore(["r/azureml-logs/70_driver_log.txt": "x", "elsewhere/secret.json": Self.details])
    let folder = found.folder.path
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/r/details.json", withDestinationPath: folder + "/elsewhere/secret.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/r/azureml-logs/process_info.json", withDestinationPath: folder + "/elsewhere/secret.json")
    #expect(mkfifo(folder + "/r/metrics.json", 0o600) == 0)
    #expect(mkfifo(folder + "/r/azureml-logs/80_driver_log.txt", 0o600) == 0)
    let run = try #require(try found.runs()["r"])
    #expect(run.header.id == "r" && run.header.user == nil && run.records == [])
  }

  @Test("are read of any beginning of their details, with one warning for each that is cut")
  func cut() throws {
    let whole = Array(Self.details.utf8)
    for length in stride(from: 0, to: whole.count, by: 37) {
      let found = try FoundStore(["r/azureml-logs/70_driver_log.txt": "x"])
      try found.folder.write(Array(whole[..<length]), to: "r/details.json")
      let run = try found.run()
      #expect(run.header.id == "r")
      #expect(found.messages.count <= 1 && found.messages.allSatisfy { $0.contains("r/details.json:") })
    }
  }
}
