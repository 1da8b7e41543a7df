public import RunModel
public import Settings

/// What comparing the runs of an experiment takes, gathered in one pass over their digests.
public struct ExperimentDigest: Sendable, Hashable {
  /// In the order in which they are first met.
  public private(set) var metrics: [MetricDigest] = []
  /// In the order in which they are first met.
  public private(set) var parameters: [ParameterDigest] = []
  /// The names of tags, in the order in which they are first met.
  public private(set) var tags: [String] = []
  /// How many runs have a parameter at all: runs that never started say nothing of what is common.
  public private(set) var parameterisedCount = 0
  /// How many runs logged a metric.
  public private(set) var measuredCount = 0
  /// How many runs have a line to draw.
  public private(set) var drawableCount = 0
  /// The newest of these, as many as could be needed to fill a chart.
  public private(set) var newestDrawable: [Int] = []
  public private(set) var hasCompute = false
  /// Whether some run names the nodes it was on.
  public private(set) var hasNodes = false
  /// Whether some run says when it was queued.
  public private(set) var hasSubmitted = false
  public private(set) var hasNotes = false

  private var metricIndex: [String: Int] = [:]
  private var parameterIndex: [String: Int] = [:]
  private var knownTags: Set<String> = []

  public init() {}

  init(
    metrics: [MetricDigest], parameters: [ParameterDigest], tags: [String], parameterisedCount: Int, measuredCount: Int,
    drawableCount: Int, newestDrawable: [Int], hasCompute: Bool, hasNodes: Bool,
    hasSubmitted: Bool, hasNotes: Bool
  ) {
    self.metrics = metrics
    self.parameters = parameters
    self.tags = tags
    self.parameterisedCount = parameterisedCount
    self.measuredCount = measuredCount
    self.drawableCount = drawableCount
    self.newestDrawable = newestDrawable
    self.hasCompute = hasCompute
    self.hasNodes = hasNodes
    self.hasSubmitted = hasSubmitted
    self.hasNotes = hasNotes
  }

  /// Gathers all runs of an experiment.
  ///
  /// - Parameter settings: what they say of metrics goes before what the store says.
  public init(_ index: ExperimentIndex, under settings: Settings, from source: some DigestSource) throws {
    for (number, entry) in index.runs.enumerated() {
      add(
        try source.digest(entry), number: number, declarations: index.experiment.metrics, settings: settings)
    }
  }

  /// Takes one run in; runs are to come in the order of their numbers, newest first.
  public mutating func add(
    _ run: RunDigest, number: Int, declarations: [String: MetricDeclaration], settings: Settings
  ) {
    let hasLine = run.series.contains(where: \.isChartable)
    if !run.series.isEmpty { measuredCount += 1 }
    if hasLine {
      drawableCount += 1
      if newestDrawable.count < 2 * Leaders.limit { newestDrawable.append(number) }
    }
    for series in run.series {
      let index = metricIndex[series.name] ?? metrics.count
      if index == metrics.count {
        metricIndex[series.name] = index
        metrics.append(
          MetricDigest(
            name: series.name, declaration: declarations[series.name], rule: settings.rule(for: series.name)))
      }
      metrics[index].add(series, of: number, hasLine: hasLine)
    }
    if !run.header.parameters.isEmpty { parameterisedCount += 1 }
    for parameter in run.header.parameters {
      let index = parameterIndex[parameter.name] ?? parameters.count
      if index == parameters.count {
        parameterIndex[parameter.name] = index
        parameters.append(ParameterDigest(parameter))
      }
      parameters[index].add(parameter.value)
    }
    for tag in run.header.tags where knownTags.insert(tag.name).inserted { tags.append(tag.name) }
    if run.header.computeTarget != nil { hasCompute = true }
    if !run.header.nodes.isEmpty { hasNodes = true }
    if run.header.submitted != nil { hasSubmitted = true }
    if run.note != nil { hasNotes = true }
  }

  /// Whether every run it names is one of the first so many.
  func names(onlyRunsBelow count: Int) -> Bool {
    newestDrawable.allSatisfy { $0 < count }
      && metrics.allSatisfy {
        ($0.ranked.runs + $0.leaders.runs + $0.ownLeaders.runs).allSatisfy { $0 < count }
      }
  }

  /// The runs to draw by a metric: the best of those with a line, then the newest others.
  public func charted(by metric: MetricDigest?) -> [Int] {
    let best = metric?.leaders.runs ?? []
    return Array((best + newestDrawable.filter { !best.contains($0) }).prefix(Leaders.limit))
  }
}
