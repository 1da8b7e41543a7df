import Diagnostics
import Glibc
import RunModel
import RunStores

/// A store written into a folder of its own by a test, and removed with the value.
final class TemporaryStore: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/runreport-mlflow-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer -> String in
      guard let start = buffer.baseAddress, let made = mkdtemp(start) else { return "" }
      return String(cString: made)
    }
    precondition(!path.isEmpty, "no folder for a temporary store")
  }

  deinit { TemporaryStore.remove(path) }

  /// Writes a file and the folders that lead to it.
  func write(_ name: String, _ text: String) { write(name, bytes: Array(text.utf8)) }

  func write(_ name: String, bytes: [UInt8]) {
    folder(name.split(separator: "/").dropLast().joined(separator: "/"))
    let file = Glibc.open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(file >= 0, "cannot write \(name)")
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, bytes.count - written) }
      precondition(count > 0)
      written += count
    }
    close(file)
  }

  func folder(_ name: String) {
    var current = path
    for part in name.split(separator: "/") {
      current += "/" + part
      mkdir(current, 0o755)
    }
  }

  func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }

  func fifo(_ name: String) { mkfifo(path + "/" + name, 0o644) }

  /// Writes the metadata of an experiment.
  func experiment(_ id: String, name: String = "example", folder: String? = nil, more: String = "") {
    write("\(folder ?? id)/meta.yaml", "experiment_id: '\(id)'\nlifecycle_stage: active\nname: \(name)\n\(more)")
  }

  /// Writes the metadata of a run.
  func run(_ id: String = "run1", in experiment: String = "1", folder: String? = nil, more: String = "") {
    write(
      "\(folder ?? experiment)/\(id)/meta.yaml",
      "experiment_id: '\(experiment)'\nrun_id: \(id)\nstart_time: 1000\nstatus: 3\nuser_id: ana\n\(more)")
  }

  func open(includingDeleted: Bool = false) -> MLflowFileStore {
    MLflowFileStore(location: "mlruns", path: path, options: ReadingOptions(includesDeleted: includingDeleted))
  }

  /// Everything in the store, read the way a build does.
  func read(includingDeleted: Bool = false) -> Contents {
    let store = open(includingDeleted: includingDeleted)
    let diagnostics = DiagnosticCollector()
    let experiments = store.experiments(reporting: diagnostics)
    var runs: [String: Run] = [:]
    for reference in experiments.flatMap(\.runs) {
      runs[reference.key] = store.load(reference, reporting: diagnostics)
    }
    return Contents(experiments: experiments, runs: runs, messages: diagnostics.sorted.map(\.description))
  }

  struct Contents {
    var experiments: [ExperimentListing]
    /// By their keys.
    var runs: [String: Run]
    var messages: [String]
  }

  private static func remove(_ path: String) {
    guard unlink(path) != 0, let directory = opendir(path) else { return }
    var names: [String] = []
    while let item = readdir(directory) {
      names.append(withUnsafeBytes(of: &item.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    closedir(directory)
    for name in names where name != "." && name != ".." { remove(path + "/" + name) }
    rmdir(path)
  }
}
