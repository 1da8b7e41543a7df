internal import RunModel

/// What a file of a run is for, read from its path.
enum FileRole {
  /// Where the path starts.
  enum Layout {
    /// At the run's folder of a native store: docs/run-store.md, "Files of a run".
    case native
    /// At a run's artifacts in a tracking tool's store, where everything is an output unless it is
    /// plainly a log.
    case artifacts
    /// At the top of what Azure ML keeps of a run: as `artifacts`, but scripts write more than logs below `logs`.
    case azureML
  }

  /// - Parameter path: with `/` between folders.
  static func role(of path: String, in layout: Layout) -> RunFile.Role {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    guard let name = parts.last.map({ String(Substring($0)).lowercased() }) else { return .other }
    let top = parts.count > 1 ? String(Substring(parts[0])) : ""
    let second = parts.count > 2 ? String(Substring(parts[1])) : ""

    switch top {
    case "logs":
      if second == "azureml" { return .systemLog }
      return layout != .azureML || isLogName(name) || name.hasSuffix(".txt") ? .log : .output
    case "system_logs", "sidecar": return .systemLog
    case "user_logs": return .log
    case "azureml-logs":
      return layout == .native || isDriverLog(name) || name == "hyperdrive.txt" ? .log : .systemLog
    case "outputs": return .output
    default: break
    }
    switch layout {
    case .native: return .other
    case .artifacts, .azureML:
      if isDriverLog(name) || isLogName(name) { return .log }
      // The files of azureml-logs, saved without their folder.
      return layout == .azureML && parts.count == 1 && AzureLayout.isNumbered(name) ? .systemLog : .output
    }
  }

  /// The files in which Azure ML keeps what the script printed.
  private static func isDriverLog(_ name: String) -> Bool {
    name.hasPrefix("70_driver_log") || name.hasPrefix("80_driver_log")
      || (name.hasPrefix("std_log") && name.hasSuffix(".txt"))
  }

  private static func isLogName(_ name: String) -> Bool {
    name.hasSuffix(".log") || name.hasSuffix(".out") || name.hasSuffix(".err")
  }
}
