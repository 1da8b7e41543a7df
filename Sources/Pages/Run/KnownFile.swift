/// Plain words for the files that launchers write.
enum KnownFile {
  /// What a file is, or nil if its name says nothing to this program.
  static func description(of path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if path.hasPrefix("azureml-logs/") || path.contains("/azureml-logs/"), let known = azureML[String(name.prefix(2))] {
      return name.hasPrefix("70_mpi") ? "what MPI printed" : known
    }
    if path.contains("sidecar/"), let known = sidecar.first(where: { name.hasPrefix($0.prefix) }) { return known.text }
    if let known = byName.first(where: { name.hasPrefix($0.prefix) }) { return known.text }
    // Of each process one, named by its number.
    return name.hasSuffix("_azureml.log") ? "what Azure ML's library logged" : nil
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
    ("hosttools-capability", "uploading logs and outputs"), ("metrics-capability", "passing metrics on"),
    ("stdoutlogs.txt", "what the pipeline's step printed"),
    ("backgroundProcess_Telemetry", "telemetry of reading data"), ("backgroundProcess.log", "reading data"),
    ("user_log.txt", "what your script logged"), (".amlignore", "what is not uploaded with the code"),
    ("conda_env_v_", "the packages the model needs"), ("scoring_file_", "code that serves the model"),
    ("pipeline_graph.json", "the steps of the model"), ("env_dependencies.json", "versions the model was trained with"),
    ("MLmodel", "what the model is and how to load it"), ("python_env.yaml", "the Python the model needs"),
    ("conda.yaml", "the packages the model needs"),
  ]
}
