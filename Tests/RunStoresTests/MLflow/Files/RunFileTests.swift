import RunModel
import Testing

@testable import RunStores

@Suite("Files of a run")
struct RunFileTests {
  @Test(
    "have the role of their place",
    arguments: [
      ("logs/train.txt", RunFile.Role.log, RunFile.Role.log), ("logs/azureml/1_azureml.log", .systemLog, .systemLog),
      ("logs/azureml", .log, .log), ("user_logs/std_log.txt", .log, .log),
      ("system_logs/lifecycler/lifecycler.log", .systemLog, .systemLog),
      ("sidecar/node1/all.log", .systemLog, .systemLog),
      ("azureml-logs/70_driver_log.txt", .log, .log), ("azureml-logs/20_image_build_log.txt", .log, .systemLog),
      ("outputs/model.pkl", .output, .output), ("outputs/train.log", .output, .output), ("train.LOG", .other, .log),
      ("slurm.out", .other, .log), ("job.err", .other, .log), ("std_log_0.txt", .other, .log),
      ("deep/70_driver_log_1.txt", .other, .log), ("model/weights.bin", .other, .output), ("logs", .other, .output),
    ])
  func roles(path: String, native: RunFile.Role, artifact: RunFile.Role) {
    #expect(FileRole.role(of: path, in: .native) == native)
    #expect(FileRole.role(of: path, in: .artifacts) == artifact)
  }
}
