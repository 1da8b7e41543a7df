internal import Diagnostics
internal import FileAccess
internal import RunModel

/// What the files in a run's folder say of it where its records do not: online runs, and those of old versions, have
/// `config.yaml`, `wandb-summary.json` and `wandb-metadata.json`.
struct RunFolderFacts {
  /// The folder `files` of the run.
  let folder: String
  let shown: String
  let diagnostics: DiagnosticCollector

  /// Fills in what is missing from `wandb-metadata.json`.
  func addMetadata(to facts: inout RunFacts) {
    guard let metadata = object(RunFolderFiles.metadata) else { return }
    facts.host = facts.host ?? metadata.string("host")
    facts.user = facts.user ?? metadata.string("username")
    facts.program = facts.program ?? metadata.string("program")
    if facts.arguments.isEmpty { facts.arguments = metadata.strings("args") }
    if let git = metadata.value["git"] {
      facts.repository = facts.repository ?? (git["remote"] ?? git["remote_url"])?.string
      facts.commit = facts.commit ?? git["commit"]?.string
    }
    if facts.slurm.isEmpty {
      for member in metadata.value["slurm"]?.object ?? [] { facts.slurm[member.name] = member.value.string }
    }
    facts.processStart = facts.processStart ?? metadata.time("startedAt")
    facts.note(metadata.time("heartbeatAt"))
  }

  /// Takes the configuration from `config.yaml`: `key: {desc: null, value: X}`.
  func addConfig(to facts: inout RunFacts) {
    let path = "\(folder)/\(RunFolderFiles.config)"
    let file = "\(shown)/\(RunFolderFiles.config)"
    guard isFile(path) else { return }
    let value: StructuredValue
    do {
      value = try YAMLReader.read(FileBytes.read(path))
    } catch let error as YAMLReader.Failure {
      diagnostics.warn(file, line: error.line, "\(error.reason), so the run has no parameters")
      return
    } catch {
      diagnostics.warn(file, "cannot be read, so the run has no parameters")
      return
    }
    for member in value.object ?? [] where member.name != "wandb_version" {
      facts.config.set([member.name], to: member.value["value"] ?? member.value)
    }
  }

  /// Takes the last values from `wandb-summary.json`; whether there were any.
  func addSummary(to summary: inout Summary) -> Bool {
    guard let members = object(RunFolderFiles.summary)?.value.object else { return false }
    summary.add(file: members)
    return members.contains { !$0.name.hasPrefix("_") }
  }

  private func object(_ name: String) -> CheckedObject? {
    let path = "\(folder)/\(name)"
    guard isFile(path) else { return nil }
    return CheckedObject(readingFrom: path, shownAs: "\(shown)/\(name)", reporting: diagnostics)
  }

  /// Whether a regular file stands there that no link leads to.
  private func isFile(_ path: String) -> Bool {
    FileBytes.entry(at: folder, followingLinks: false)?.kind == .directory
      && FileBytes.entry(at: path, followingLinks: false)?.kind == .file
  }
}
