import FileAccess

/// Where the Trainer keeps its state: in the folder of the training, and in that of every checkpoint.
enum TrainerFolder {
  static let state = "trainer_state.json"
  private static let checkpointPrefix = "checkpoint-"

  /// The step of a checkpoint's folder.
  static func step(ofCheckpoint name: String) -> Int64? {
    guard name.hasPrefix(checkpointPrefix) else { return nil }
    return Int64(name.dropFirst(checkpointPrefix.utf8.count))
  }

  /// The steps of the checkpoints in a folder that hold a state, the latest first.
  static func checkpoints(_ folder: String, _ names: [String]) -> [Int64] {
    let steps = names.compactMap(step(ofCheckpoint:)).sorted(by: >)
    return steps.filter { FileBytes.entry(at: path(folder, checkpoint: $0), followingLinks: false)?.kind == .file }
  }

  static func path(_ folder: String, checkpoint step: Int64) -> String {
    "\(folder)/\(checkpointPrefix)\(step)/\(state)"
  }

  /// Whether a file begins as a state does: names that stand before the history, or the history itself.
  static func isState(_ path: String) -> Bool {
    guard let reader = try? FileReader(path, pieceSize: 8 << 10, followingLinks: false, ranges: [0..<(8 << 10)]),
      let bytes = try? reader.next()
    else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.contains("\"log_history\"") || (text.contains("\"global_step\"") && text.contains("\"best_metric\""))
  }

  /// Whether a file is one of those the Trainer and its models leave beside the state.
  ///
  /// A training's folder may be that of a whole project, so what belongs to it is named.
  static func isModelFile(_ name: String) -> Bool {
    let endings = [".json", ".jsonl", ".bin", ".safetensors", ".model", ".jinja", ".txt", ".pt", ".msgpack", ".log"]
    return name != state && endings.contains { name.hasSuffix($0) }
  }
}
