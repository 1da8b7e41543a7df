public import Diagnostics
import Digests
import FileAccess
import Masking
import Pages
import RunModel
import RunStores
import Settings

/// Builds a site: stores in, folder out.
public struct SiteBuilder: Sendable {
  let options: BuildOptions
  let progress: Progress
  private let masker: Masker
  let stop: StopToken?

  /// - Parameter stop: ends a build that is under way.
  public init(_ options: BuildOptions, progress: Progress = .silent, until stop: StopToken? = nil) {
    self.options = options
    self.progress = progress
    self.stop = stop
    masker = Masker(options.settings.masking)
  }

  /// Reads the stores, renders every page and swaps the new site in.
  ///
  /// - Throws: `StoreFailure`, `OutputFailure`, `TemplateFailure`, `CacheFailure`, `FileFailure` or `BuildStopped`; the
  ///   old site is then as it was.
  public func build(reporting diagnostics: DiagnosticCollector) throws -> BuildSummary {
    do {
      return try attempt(reporting: diagnostics, isFresh: false)
    } catch let failure as CacheFailure where failure.problem == .damaged {
      var summary = try attempt(reporting: diagnostics, isFresh: true)
      summary.remarks.append("the cache was damaged (\(failure.reason)) and was made anew")
      return summary
    }
  }

  /// - Parameter isFresh: whether the cache is made anew.
  private func attempt(reporting diagnostics: DiagnosticCollector, isFresh: Bool) throws -> BuildSummary {
    // What can fail at once fails before minutes of listing and reading.
    let ownTemplates = try options.templates.map { _ in try TemplateSet(overrides: templateOverrides()) }
    let assets = AssetSet(overrides: try assetOverrides())
    let reader = try StoreReader(
      locations: options.locations, options: readingOptions,
      excluding: [PathText.resolved(options.output)].compactMap { $0 }, jobs: options.jobs, progress: progress,
      reporting: diagnostics)
    try refuseWritingInto(reader.stores)
    let output = try OutputFolder(options.output, jobs: options.jobs)
    do {
      var masked = MaskCounts()
      let (tools, outcome) = try index(
        reader, ownTemplates, isFresh: isFresh, masked: &masked, reporting: diagnostics)
      let cache = tools.cache
      try SettingsCheck(
        options.settings, outcome.experiments, cache: cache, pool: WorkerPool(width: options.jobs),
        reporting: diagnostics
      ).tell()
      let contents = contents(reader, outcome.experiments, masked: masked, reporting: diagnostics)
      let site = Site(
        contents, source: cache, program: ProgramFile.fingerprint, templates: tools.templates, assets: assets)
      let runner = JobRunner(
        cache: cache, site: output.path, folder: output, pool: WorkerPool(width: options.jobs), progress: progress,
        diagnostics: diagnostics, masker: masker, explains: options.explains, stop: stop)
      let reasons = try runner.run(site.jobs)
      cache.forgetDigests()
      if options.live != .never { try output.reserve(LiveStamp.path) }
      let written = try output.commit()
      return BuildSummary(
        stores: reader.stores.count, experiments: contents.experiments.count,
        runs: contents.experiments.reduce(0) { $0 + $1.runs.count }, runsRead: outcome.readCount, files: written.files,
        pages: written.pages, bytes: written.bytes, written: written.written, unchanged: written.unchanged,
        removed: written.removed, reasons: reasons, remarks: tools.remarks,
        diagnostics: diagnostics.sorted.map(masker.masked), livePages: site.livePages, nextStale: site.nextStale)
    } catch {
      output.abandon()
      throw error
    }
  }

  /// What a build works with besides the list of runs.
  private struct Tools: Sendable {
    var templates: TemplateSet
    var cache: DigestCache
    /// What is worth telling of the cache.
    var remarks: [String]
  }

  private func tools(_ ownTemplates: TemplateSet?, isFresh: Bool) throws -> Tools {
    let templates = try ownTemplates ?? TemplateSet()
    var remarks: [String] = []
    let cache = try cache(isFresh: isFresh, remarks: &remarks)
    return Tools(templates: templates, cache: cache, remarks: remarks)
  }

  /// The cache beside the site; one that goes with this build while another build has that one.
  private func cache(isFresh: Bool, remarks: inout [String]) throws -> DigestCache {
    do {
      return try DigestCache(
        folder: cacheFolder, readers: options.jobs, masking: masker.fingerprint, isFresh: isFresh
      ) {
        remarks.append($0)
      }
    } catch let failure as CacheFailure where failure.problem == .busy {
      remarks.append("\(failure), so this one reads every run and makes every page")
      return try DigestCache(folder: nil, readers: options.jobs, masking: masker.fingerprint)
    }
  }

  private var readingOptions: ReadingOptions {
    ReadingOptions(
      includesDeleted: options.includesDeleted, experiments: options.experiments, access: options.access)
  }

  /// Beside the site, so that whoever moves or publishes the one has not the other.
  private var cacheFolder: String? {
    options.keepsCache ? options.cache ?? PathText.withoutTrailingSlash(options.output) + ".cache" : nil
  }

  // MARK: Reading

  /// Gets the tools ready while runs are listed, then brings the cache up to date.
  private func index(
    _ reader: StoreReader, _ ownTemplates: TemplateSet?, isFresh: Bool, masked counts: inout MaskCounts,
    reporting diagnostics: DiagnosticCollector
  ) throws -> (Tools, RunIndexer.Outcome) {
    let (listed, (tools, indexer, known)) = try WorkerPool(width: options.jobs).both(
      { reader.list(only: options.experiments) },
      {
        let tools = try self.tools(ownTemplates, isFresh: isFresh)
        let indexer = RunIndexer(
          reader: reader, cache: tools.cache, options: readingOptions, masker: masker, diagnostics: diagnostics,
          stop: stop)
        return (tools, indexer, try indexer.known())
      })
    if listed.isEmpty, !options.experiments.isEmpty {
      throw ExperimentFailure(names: options.experiments, known: reader.list().map(\.experiment.name))
    }
    return (tools, try indexer.index(listed.map { masker.masked($0, &counts) }, known: known))
  }

  private func contents(
    _ reader: StoreReader, _ experiments: [ExperimentIndex], masked counts: MaskCounts,
    reporting diagnostics: DiagnosticCollector
  ) -> SiteContents {
    noteRepeatedIDs(experiments, reporting: diagnostics)
    var counts = counts
    var contents = SiteContents(
      title: masker.masked(options.title ?? defaultTitle, &counts), generatedAt: options.now,
      stores: reader.stores.map { .init(location: masker.masked($0.location, &counts), formatName: $0.formatName) },
      experiments: experiments.sorted(by: SiteBuilder.precedes), diagnostics: diagnostics.sorted.map(masker.masked),
      artifactLimit: options.artifactLimit, settings: masker.masked(options.settings, &counts))
    contents.masked = counts
    contents.isLive = options.live == .live
    if options.live != .never {
      contents.generatedAt = Timestamp(milliseconds: options.now.milliseconds / 60_000 * 60_000)
    }
    return contents
  }

  /// By name, then id, then place: the order of every list that has no better one.
  static func precedes(_ a: ExperimentIndex, _ b: ExperimentIndex) -> Bool {
    for (first, second) in [
      (a.experiment.name, b.experiment.name), (a.experiment.id, b.experiment.id), (a.key, b.key),
    ] where first != second {
      return NameOrder.precedes(first, second)
    }
    return a.store < b.store
  }

  /// Two folders that claim to be one run are both shown, and said to be two.
  private func noteRepeatedIDs(_ experiments: [ExperimentIndex], reporting diagnostics: DiagnosticCollector) {
    for experiment in experiments {
      var seen: Set<String> = []
      for run in experiment.runs where !seen.insert(run.id).inserted {
        diagnostics.warn(
          nil, "experiment \(experiment.experiment.name): the run id \(run.id) stands in more than one folder")
      }
    }
  }

  private var defaultTitle: String {
    let location = options.locations.first ?? ""
    if let address = StoreAddress(location) { return address.host }
    let first = PathText.resolved(location) ?? "runs"
    let name = PathText.lastPart(of: first)
    // `mlruns` says nothing; the folder it stands in does.
    return name == "mlruns" ? PathText.lastPart(of: PathText.parent(of: first)) : name
  }

  /// Nothing is ever written into a store, neither the site nor the cache.
  private func refuseWritingInto(_ stores: [any RunStore]) throws(OutputFailure) {
    for folder in [options.output, options.cache].compactMap({ $0 }) {
      guard let path = PathText.resolvedOrFuture(folder) else { continue }
      for store in stores where store.folders.contains(where: { PathText.isInside(path, folder: $0) }) {
        throw OutputFailure(folder: folder, problem: .insideStore(store.location))
      }
    }
  }

  // MARK: Templates and assets of one's own

  private func templateOverrides() throws -> [String: (text: String, file: String)] {
    guard let folder = options.templates else { return [:] }
    var overrides: [String: (text: String, file: String)] = [:]
    for entry in try DirectoryListing.entries(of: folder)
    where entry.kind != .directory && entry.name.hasSuffix(".mustache") {
      let file = folder + "/" + entry.name
      overrides[entry.name] = (String(decoding: try FileBytes.read(file), as: UTF8.self), file)
    }
    return overrides
  }

  private func assetOverrides() throws -> [String: [UInt8]] {
    guard let folder = options.assets else { return [:] }
    _ = try DirectoryListing.entries(of: folder)
    var paths: [String] = []
    DirectoryListing.walk(
      folder, visit: { path, entry in if entry.kind == .file { paths.append(path) } }, failed: { _ in })
    var overrides: [String: [UInt8]] = [:]
    for path in paths { overrides[path] = try FileBytes.read(folder + "/" + path) }
    return overrides
  }
}
