internal import FileAccess

/// The names of folders and files that Azure ML's services write (Format.md).
enum AzureLayout {
  /// What `az ml job download` puts the files of a run into.
  static let artifacts = "artifacts"
  static let driverLogs = "azureml-logs"
  static let userLogs = "user_logs"
  static let systemLogs = "system_logs"
  static let sidecar = "sidecar"

  /// The folders at the top of a run.
  static let folders: Set<String> = [
    driverLogs, userLogs, systemLogs, sidecar, "logs", "outputs", "named-outputs", artifacts,
  ]

  private static let capabilities: Set<String> = [
    "lifecycler", "cs_capability", "data_capability", "hosttools_capability", "metrics_capability",
    "snapshot_capability",
  ]

  /// Where a run's logs are in a folder: `""` for the folder itself, or `artifacts`; nil if it holds none.
  static func logsRoot(of folder: SearchedFolder) -> String? {
    if holdsLogs(folder) { return "" }
    guard folder.holds(folder: artifacts), let below = listed(folder.path + "/" + artifacts), holdsLogs(below) else {
      return nil
    }
    return artifacts
  }

  /// Whether folders or files of Azure's naming stand in a folder; `logs` and `outputs` alone are anybody's.
  private static func holdsLogs(_ folder: SearchedFolder) -> Bool {
    func below(_ name: String, _ test: (SearchedFolder) -> Bool) -> Bool {
      folder.holds(folder: name) && (listed(folder.path + "/" + name).map(test) ?? false)
    }
    return folder.fileNames.contains(where: isDriverLog)
      || below(driverLogs) { $0.fileNames.contains(where: isNumbered) }
      || below(userLogs) { $0.fileNames.contains { $0.hasPrefix("std_log") && $0.hasSuffix(".txt") } }
      || below(systemLogs) { $0.folderNames.contains(where: capabilities.contains) }
      || below("logs") { logs in
        logs.holds(folder: "azureml")
          && (listed(logs.path + "/azureml").map { $0.fileNames.contains(where: isServiceLog) } ?? false)
      }
      || below(sidecar) { nodes in
        nodes.folderNames.prefix(4).contains { node in
          listed(nodes.path + "/" + node)?.fileNames.contains(where: isSidecarLog) ?? false
        }
      }
  }

  private static func listed(_ path: String) -> SearchedFolder? {
    guard let entries = try? DirectoryListing.entries(of: path) else { return nil }
    return SearchedFolder(path: path, entries: entries)
  }

  /// `70_driver_log.txt`, `80_driver_log_worker_0.txt`.
  static func isDriverLog(_ name: String) -> Bool {
    isNumbered(name) && name.dropFirst(2).hasPrefix("_driver_log")
  }

  /// The names in `azureml-logs`: `20_image_build_log.txt` and the like, and those of HyperDrive and of processes.
  static func isNumbered(_ name: String) -> Bool {
    if ["hyperdrive.txt", "process_info.json", "process_status.json"].contains(name) { return true }
    let bytes = Array(name.utf8.prefix(3))
    return bytes.count == 3 && bytes[0] &- 0x30 < 10 && bytes[1] &- 0x30 < 10 && bytes[2] == UInt8(ascii: "_")
      && name.hasSuffix(".txt")
  }

  /// The names in `logs/azureml`: `job_prep_azureml.log`, `147_azureml.log`, those of pipelines.
  private static func isServiceLog(_ name: String) -> Bool {
    name.hasSuffix("azureml.log") || ["executionlogs.txt", "stdoutlogs.txt", "azureml_automl.log"].contains(name)
  }

  private static func isSidecarLog(_ name: String) -> Bool {
    ["start_cms", "prep_cmd", "release_cmd", "run_cmd"].contains(where: name.hasPrefix)
  }
}
