import Digests
import FileAccess
import Fingerprints
import Masking
import Pages
public import RunModel
public import Settings

extension RunCatalog {
  /// How many lines of the main log a sheet ends with.
  private static let logLines = 40
  /// How far before them masking begins: a private key may have begun there.
  private static let logContext: Int64 = 1 << 14
  /// Longer tails are cut at their start.
  private static let logLimit: Int64 = 1 << 17

  /// A run on one page that needs nothing beside it: HTML in UTF-8, its secrets masked.
  ///
  /// - Parameter now: decides whether it is stale.
  public func sheet(
    of entry: Entry, _ report: RunDescription, settings: Settings, now: Timestamp
  ) throws -> [UInt8] {
    var counts = MaskCounts()
    let (indexes, record) = indexes(of: entry, digest: report.digest)
    let contents = SiteContents(
      title: "", generatedAt: now, stores: [], experiments: indexes, artifactLimit: 0,
      settings: masker.masked(settings, &counts))
    let site = Site(
      contents, source: SingleDigest(record: record ?? -1, digest: report.digest), program: .none,
      templates: try TemplateSet(), assets: AssetSet())
    let children = report.children.map {
      RunSheet.Child(
        name: RunHeader.displayName(name: $0.name, id: $0.id), state: $0.state, start: $0.start,
        duration: $0.duration)
    }
    guard let record,
      let sheet = try RunSheet(site: site, record: record, children: children, log: logTail(of: report))
    else { return [] }
    return sheet.bytes
  }

  /// The last lines of the main log, masked; nil if there is none, or it cannot be read.
  private func logTail(of report: RunDescription) -> RunSheet.LogTail? {
    guard let file = report.mainLog, let reader = try? RunFileReader(file) else { return nil }
    let size = reader.size
    guard let tail = try? reader.start(ofLast: RunCatalog.logLines) else { return nil }
    let start = max(tail, size - RunCatalog.logLimit)
    var stream = MaskingStream(masker)
    var bytes: [UInt8] = []
    do {
      try reader.read(max(0, start - RunCatalog.logContext)..<size) { bytes += stream.take(Array($0).span) }
    } catch {
      return nil
    }
    bytes += stream.finish()
    return RunSheet.LogTail(path: file.path, bytes: RunCatalog.lastLines(bytes))
  }

  /// Masking leaves lines where they are, so that they can be counted after it.
  private static func lastLines(_ bytes: [UInt8]) -> [UInt8] {
    var left = logLines
    for index in bytes.indices.dropLast().reversed() where bytes[index] == UInt8(ascii: "\n") {
      left -= 1
      if left == 0 { return Array(bytes[(index + 1)...]) }
    }
    return bytes
  }
}

/// The digest of one run; others of its site are only names.
private struct SingleDigest: DigestSource {
  struct NotRead: Error {}

  let record: Int64
  let digest: RunDigest

  func digest(_ entry: RunEntry) throws -> RunDigest {
    guard entry.record == record else { throw NotRead() }
    return digest
  }

  func digest(of index: ExperimentIndex, under settings: Settings) throws -> ExperimentDigest {
    var experiment = ExperimentDigest()
    if let number = index.runs.firstIndex(where: { $0.record == record }) {
      experiment.add(digest, number: number, declarations: index.experiment.metrics, settings: settings)
    }
    return experiment
  }
}
