/// The name of a run's folder: `run-20260131_235959-<id>`, `offline-run-…`, or `latest-run` for a copy of one.
struct RunFolderName {
  /// Local time; nil for `latest-run`.
  var stamp: String?
  /// Nil for `latest-run`.
  var id: String?

  /// Nil for a name of another kind.
  init?(_ name: String) {
    // On systems without links the old ones are kept as `latest-run.40280`.
    if name == "latest-run" || name.hasPrefix("latest-run.") { return }
    guard let start = ["offline-run-", "run-"].first(where: name.hasPrefix) else { return nil }
    let parts = name.dropFirst(start.count).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, RunFolderName.isStamp(parts[0]) else { return nil }
    stamp = String(parts[0])
    id = String(parts[1])
  }

  private static func isStamp(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 15, bytes[8] == UInt8(ascii: "_") else { return false }
    return bytes.indices.allSatisfy { $0 == 8 || bytes[$0] &- UInt8(ascii: "0") < 10 }
  }

  /// The id in the name of a file `run-<id>.wandb`.
  static func id(ofFile name: String) -> String? {
    guard name.hasPrefix("run-"), name.hasSuffix(".wandb") else { return nil }
    let id = name.dropFirst("run-".count).dropLast(".wandb".count)
    return id.isEmpty ? nil : String(id)
  }
}
