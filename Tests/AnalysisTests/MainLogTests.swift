import Analysis
import RunModel
import Testing

@Suite("The log a run is opened with")
struct MainLogTests {
  @Test(
    "is the one Azure ML's SDK takes, else the largest",
    arguments: [
      (["azureml-logs/70_driver_log.txt", "logs/big.log"], "azureml-logs/70_driver_log.txt"),
      (["azureml-logs/70_driver_log.txt", "azureml-logs/80_driver_log.txt"], "azureml-logs/80_driver_log.txt"),
      (
        ["azureml-logs/80_driver_log_rank_1.txt", "azureml-logs/80_driver_log_rank_0.txt"],
        "azureml-logs/80_driver_log_rank_0.txt"
      ),
      (
        ["azureml-logs/70_driver_log_ps_0.txt", "azureml-logs/70_driver_log_worker_0.txt"],
        "azureml-logs/70_driver_log_worker_0.txt"
      ),
      (
        ["azureml-logs/70_driver_log_worker_0.txt", "azureml-logs/80_driver_log_worker_1.txt"],
        "azureml-logs/80_driver_log_worker_1.txt"
      ),
      (["azureml-logs/70_driver_log_10.txt", "azureml-logs/70_driver_log_2.txt"], "azureml-logs/70_driver_log_2.txt"),
      (["user_logs/std_log_process_1.txt", "user_logs/std_log_process_0.txt"], "user_logs/std_log_process_0.txt"),
      (["user_logs/std_log_process_00.txt", "azureml-logs/70_driver_log.txt"], "user_logs/std_log_process_00.txt"),
      (["user_logs/std_log_process_11.txt", "user_logs/std_log_process_2.txt"], "user_logs/std_log_process_2.txt"),
      (["70_driver_log.txt", "azureml-logs/hyperdrive.txt"], "70_driver_log.txt"),
      (["logs/a.log", "logs/b.log"], "logs/b.log"),
    ])
  func choice(paths: [String], expected: String) {
    let files = paths.enumerated().map { index, path in
      RunFile(path: path, location: path, size: Int64(10 + index), role: .log)
    }
    #expect(MainLog.choose(files).map { files[$0].path } == expected)
    #expect(MainLog.choose(files.reversed()).map { files.reversed()[$0].path } == expected)
  }

  @Test("is none where there is no log")
  func none() {
    #expect(MainLog.choose([RunFile(path: "a.log", location: "a", size: 0, role: .log)]) == nil)
    #expect(MainLog.choose([RunFile(path: "user_logs/std_log.txt", location: "a", size: 1, role: .output)]) == nil)
  }

  @Test("is not an earlier part of it that was put aside, however large that is")
  func leavesOutTurns() {
    let names = ["logs/train.log.1", "logs/train.log", "logs/train.log-20261126", "logs/train.2026-11-25.log"]
    let files = names.enumerated().map { RunFile(path: $1, location: "", size: $0 == 1 ? 1 : 100, role: .log) }
    #expect(MainLog.choose(files) == 1)
    // Numbered logs of several processes, none of which is another's earlier part.
    let ranks = ["logs/train.log.0", "logs/train.log.1"].map { RunFile(path: $0, location: "", size: 9, role: .log) }
    #expect(MainLog.choose(ranks) == 0)
  }
}
