internal import Diagnostics
internal import FileAccess
internal import RunModel

/// The files in a run's folder: those wandb keeps in `files`, and its own logs.
struct RunFolderFiles {
  /// Read for what is in them and not listed; the metadata and the configuration may hold the user's e-mail address.
  static let metadata = "wandb-metadata.json", summary = "wandb-summary.json", config = "config.yaml"

  /// In the order of paths.
  private(set) var files: [RunFile] = []
  /// What comes before `files/` in the paths: nothing, or the folder of a run with several.
  let prefix: String

  init(folder: String, shownAs shown: String, prefix: String, reporting diagnostics: DiagnosticCollector) {
    self.prefix = prefix
    let read: Set = [RunFolderFiles.metadata, RunFolderFiles.summary, RunFolderFiles.config]
    for (name, excluded) in [("files", read), ("logs", [])] {
      let listed = RunFileListing.files(
        in: "\(folder)/\(name)", excluding: excluded, reporting: diagnostics, shownAs: "\(shown)/\(name)")
      for var file in listed {
        let path = "\(name)/\(file.path)"
        if name == "logs", file.obstacle == nil, MailAddressScan.finds(in: file.location) {
          diagnostics.note("\(shown)/\(path)", "holds the user's e-mail address and is left out")
          continue
        }
        file.role = RunFolderFiles.role(of: path)
        file.path = prefix + path
        files.append(file)
      }
    }
  }

  /// The file that a media object names, if it is there.
  func media(_ path: String) -> RunFile? {
    let path = prefix + "files/" + path.split(separator: "\\").joined(separator: "/")
    return files.first { $0.path == path && $0.obstacle == nil }
  }

  /// Whether wandb wrote down what was printed.
  var holdsConsole: Bool { files.contains { $0.path == prefix + "files/output.log" && $0.size > 0 } }

  private static func role(of path: String) -> RunFile.Role {
    switch path {
    case "files/output.log": .log
    case "files/requirements.txt", "files/conda-environment.yaml", "files/diff.patch": .other
    case _ where path.hasPrefix("logs/"): .systemLog
    case _ where path.hasPrefix("files/code/"): .other
    default: .output
    }
  }
}
