import Testing

@testable import Pages

@Suite("What a launcher's file is")
struct KnownFileTests {
  @Test(
    "is told in plain words for every file Azure ML writes",
    arguments: [
      "azureml-logs/20_image_build_log.txt", "azureml-logs/55_azureml-execution-tvmps_0a_d.txt",
      "azureml-logs/60_control_log.txt", "azureml-logs/65_job_prep-tvmps_0a_d.txt", "azureml-logs/70_driver_log_1.txt",
      "azureml-logs/70_mpi_log.txt", "azureml-logs/75_job_post-tvmps_0a_d.txt", "azureml-logs/80_driver_log.txt",
      "azureml-logs/hyperdrive.txt", "azureml-logs/process_info.json", "azureml-logs/process_status.json",
      "logs/azureml/12_azureml.log", "logs/azureml/job_prep_azureml.log", "logs/azureml/job_release_azureml.log",
      "logs/azureml/azureml_automl.log", "logs/azureml/executionlogs.txt", "logs/azureml/stdoutlogs.txt",
      "logs/azureml/stderrlogs.txt", "logs/azureml/dataprep/backgroundProcess.log",
      "logs/azureml/dataprep/backgroundProcess_Telemetry.log", "logs/azureml/dataprep/rslex.log",
      "logs/azureml/sidecar/tvmps_0a_d/run_cmd.log", "user_logs/std_log.txt", "user_logs/std_log_process_0.txt",
      "system_logs/lifecycler/lifecycler.log", "system_logs/lifecycler/execution-wrapper.log",
      "system_logs/lifecycler/vm-bootstrapper.log", "system_logs/cs_capability/cs-capability.log",
      "system_logs/data_capability/data-capability.log", "system_logs/data_capability/rslex.log.2023-08-16-14",
      "system_logs/hosttools_capability/hosttools-capability.log",
      "system_logs/metrics_capability/metrics-capability.log",
      "system_logs/snapshot_capability/snapshot-capability.log", "outputs/conda_env_v_1_0_0.yml",
      "outputs/scoring_file_v_1_0_0.py", "outputs/mlflow-model/MLmodel",
    ])
  func knowsAzure(path: String) throws {
    let words = try #require(KnownFile.description(of: path))
    #expect(words.count > 8 && words.first?.isUppercase == false)
  }

  @Test("is nothing for files of one's own", arguments: ["outputs/notes.txt", "20_log.txt", "train.py", ""])
  func leavesOthers(path: String) {
    #expect(KnownFile.description(of: path) == nil)
  }
}
