/// Plain words for the files that launchers write.
enum KnownFile {
  /// What a file is, or nil if its name says nothing to this program.
  static func description(of path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if path.hasPrefix("azureml-logs/") || path.contains("/azureml-logs/"), let known = azureML[String(name.prefix(2))] {
      return name.hasPrefix("70_mpi") ? "what MPI printed" : known
    }
    if path.contains("sidecar/"), let known = sidecar.first(where: { name.hasPrefix($0.prefix) }) { return known.text }
    return byName.first { name.hasPrefix($0.prefix) }?.text
  }

  private static let azureML = [
    "20": "building the image", "55": "preparing the node and its container", "60": "starting on a local machine",
    "65": "preparing the job: mounting data, checking out the snapshot", "70": "what your script printed",
    "75": "releasing the job", "80": "what your script printed",
  ]

  private static let sidecar: [(prefix: String, text: String)] = [
    ("start_cms", "starting the node's services"), ("prep_cmd", "preparing the node"),
    ("release_cmd", "releasing the node"), ("run_cmd", "running the command"),
  ]

  private static let byName: [(prefix: String, text: String)] = [
    ("std_log", "what your script printed"), ("process_info.json", "which process ran on which node"),
    ("process_status.json", "when each process started and ended"), ("job_prep_azureml", "preparing the job"),
    ("job_release_azureml", "releasing the job"), ("azureml_automl", "what AutoML decided"),
    ("lifecycler", "the job's stages"), ("execution-wrapper", "running your command"),
    ("vm-bootstrapper", "starting the machine"), ("hyperdrive.txt", "what HyperDrive decided"),
    ("executionlogs.txt", "the states of the pipeline's step"), ("stderrlogs.txt", "why the pipeline's step failed"),
    ("cs-capability", "preparing the container"), ("snapshot-capability", "fetching your code"),
    ("rslex.log", "reading data"), ("data-capability", "mounting data"),
  ]
}
