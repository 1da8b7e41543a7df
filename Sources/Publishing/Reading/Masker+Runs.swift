import Diagnostics
import Digests
import Fingerprints
import Masking
import RunModel

/// Where what a store holds becomes what is published: nothing of a run goes on without having passed here.
extension Masker {
  /// The digest of a run with its secrets masked.
  func digest(_ run: Run) -> RunDigest {
    var counts = MaskCounts()
    let masked = masked(run, &counts)
    return RunDigest(masked, masked: counts)
  }

  private func masked(_ run: Run, _ counts: inout MaskCounts) -> Run {
    var run = run
    mask(&run.header, &counts)
    var isRenamed = false
    for index in run.series.indices {
      let name = masked(run.series[index].name, &counts)
      guard name != run.series[index].name else { continue }
      run.series[index].name = name
      isRenamed = true
    }
    if isRenamed { run.series.sort { NameOrder.precedes($0.name, $1.name) } }
    for index in run.records.indices {
      run.records[index].data = masked(run.records[index].data, named: run.records[index].name, &counts)
      mask(&run.records[index].name, &counts)
    }
    for index in run.files.indices { mask(&run.files[index], &counts) }
    mask(&run.note, &counts)
    return run
  }

  private func mask(_ header: inout RunHeader, _ counts: inout MaskCounts) {
    mask(&header.id, &counts)
    mask(&header.name, &counts)
    mask(&header.statusText, &counts)
    mask(&header.user, &counts)
    mask(&header.parent, &counts)
    mask(&header.computeTarget, &counts)
    header.nodes = header.nodes.map { masked($0, &counts) }
    mask(&header.script, &counts)
    mask(&header.source.repository, &counts)
    mask(&header.source.branch, &counts)
    mask(&header.source.commit, &counts)
    mask(&header.primaryMetric, &counts)
    mask(&header.error, &counts)
    header.arguments = masked(arguments: header.arguments, &counts)
    mask(&header.parameters, &counts)
    mask(&header.tags, &counts)
  }

  /// A value may stand behind the argument that names it: `--password`, `hunter2`.
  private func masked(arguments: [String], _ counts: inout MaskCounts) -> [String] {
    arguments.indices.map { index in
      let isNamed =
        index > 0 && arguments[index - 1].hasPrefix("-") && !arguments[index - 1].contains("=")
        && !arguments[index].hasPrefix("-")
      return isNamed
        ? masked(arguments[index], named: arguments[index - 1], &counts) : masked(arguments[index], &counts)
    }
  }

  func mask(_ values: inout [NamedValue], _ counts: inout MaskCounts) {
    for index in values.indices {
      let value = masked(values[index].value, named: values[index].name, &counts)
      if value != values[index].value { values[index].value = value }
      mask(&values[index].name, &counts)
    }
  }

  /// A file whose name holds a secret is listed under a name without it, and where it is stays unknown, also to the cache.
  ///
  /// What rules of one's own find may well be the name of the folder around all runs.
  private func mask(_ file: inout RunFile, _ counts: inout MaskCounts) {
    let path = masked(file.path, &counts)
    guard path != file.path || holdsKnownSecret(file.location) else { return }
    file.path = path
    file.location = ""
    file.pieces = []
    file.obstacle = .secretName
  }

  private func masked(_ value: StructuredValue, named name: String, _ counts: inout MaskCounts) -> StructuredValue {
    switch value {
    case .string(let text): return .string(masked(text, named: name, &counts))
    case .list(let items):
      // Most lists are of numbers, and long.
      guard items.contains(where: \.mayHoldText) else { return value }
      return .list(items.map { masked($0, named: name, &counts) })
    case .object(let members):
      return .object(
        members.map { .init(masked($0.name, &counts), masked($0.value, named: $0.name, &counts)) })
    default: return value
    }
  }

  // MARK: Single texts

  func mask(_ text: inout String, _ counts: inout MaskCounts) {
    let found = masked(text, &counts)
    if found != text { text = found }
  }

  func mask(_ text: inout String?, _ counts: inout MaskCounts) {
    guard let known = text else { return }
    let found = masked(known, &counts)
    if found != known { text = found }
  }

  func masked(_ diagnostic: Diagnostic) -> Diagnostic {
    var counts = MaskCounts()
    var diagnostic = diagnostic
    mask(&diagnostic.file, &counts)
    mask(&diagnostic.message, &counts)
    return diagnostic
  }

  /// What the cache calls something: its key, or a hash of one that holds a secret.
  func safeKey(_ key: String) -> String {
    guard holdsSecret(key) else { return key }
    var hasher = FingerprintHasher()
    hasher.combine(key)
    let hash = hasher.finish()
    return "masked \(String(hash.high, radix: 16)) \(String(hash.low, radix: 16))"
  }
}

extension StructuredValue {
  fileprivate var mayHoldText: Bool {
    switch self {
    case .string, .list, .object: true
    default: false
    }
  }
}
