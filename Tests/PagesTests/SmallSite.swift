import Digests
import Fingerprints
import RunModel
import Settings
import Testing

@testable import Pages

/// A site of a few runs made in memory.
enum SmallSite {
  /// - Parameters:
  ///   - metrics: values by name, one after the other from step 0.
  static func run(
    _ id: String, _ metrics: [String: [Double]] = [:], parameters: [String: String] = [:], start: Int64 = 0,
    parent: String? = nil, status: RunStatus = .completed, note: String? = nil, tags: [String: String] = [:],
    kind: RunKind = .script, primaryMetric: String? = nil, records: [MetricRecord] = []
  ) -> RunDigest {
    var header = RunHeader(id: id, name: id, status: status)
    header.start = Timestamp(milliseconds: start)
    header.parent = parent
    header.parameters = parameters.map { NamedValue($0.key, $0.value) }.sorted { $0.name < $1.name }
    header.tags = tags.map { NamedValue($0.key, $0.value) }.sorted { $0.name < $1.name }
    header.kind = kind
    header.primaryMetric = primaryMetric
    let series = metrics.sorted { $0.key < $1.key }.map { name, values in
      MetricSeries(
        name: name, steps: values.indices.map(Int64.init), times: values.map { _ in MetricSeries.noTime },
        values: values)
    }
    return RunDigest(Run(header: header, series: series, records: records, note: note))
  }

  /// - Parameters:
  ///   - experiments: their runs by name.
  ///   - settings: the text of a `runreport.yaml`.
  static func make(
    _ experiments: [(name: String, runs: [RunDigest])], settings: String = "{}", artifactLimit: Int64 = 0,
    isLive: Bool = false
  ) throws -> Site {
    let digests = MemoryDigests(experiments.flatMap(\.runs))
    var first = 0
    let indexes = experiments.map { experiment in
      defer { first += experiment.runs.count }
      return ExperimentIndex(
        experiment: Experiment(id: experiment.name, name: experiment.name), store: 0, key: experiment.name,
        runs: Array(digests.entries[first..<first + experiment.runs.count]))
    }
    var contents = SiteContents(
      title: "Small", generatedAt: Timestamp(milliseconds: 1_000_000),
      stores: [.init(location: "runs", formatName: "native")], experiments: indexes, artifactLimit: artifactLimit,
      settings: try Settings(Array(settings.utf8), file: "runreport.yaml"))
    contents.isLive = isLive
    return Site(
      contents, source: digests, program: .none, templates: try TemplateSet(overrides: [:]),
      assets: AssetSet(overrides: [:]))
  }

  /// All files whose jobs' names contain a text, by path; of all jobs if it is empty.
  static func files(_ site: Site, jobs name: String = "") throws -> MemoryOutput {
    let output = MemoryOutput()
    let jobs = site.jobs
    for index in 0..<jobs.count {
      let job = jobs[index]
      if name.isEmpty || job.name.contains(name) { try job.run(output) }
    }
    return output
  }

  /// The job of that name.
  static func job(_ name: String, of site: Site) throws -> SiteJob {
    let jobs = site.jobs
    return try #require((0..<jobs.count).lazy.map { jobs[$0] }.first { $0.name == name })
  }
}
