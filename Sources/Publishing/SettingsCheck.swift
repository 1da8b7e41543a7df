import Diagnostics
import Digests
import RunModel
import RunTables
import Settings

/// Tells which names in the settings nothing in the stores has: most likely they are mistyped.
struct SettingsCheck {
  let settings: Settings
  let experiments: [ExperimentIndex]
  /// In the order of `experiments`.
  private let names: [ColumnNames]
  private let diagnostics: DiagnosticCollector

  /// Asks the cache for what the experiments have; for settings that name nothing, it is not asked.
  init(
    _ settings: Settings, _ experiments: [ExperimentIndex], cache: DigestCache, pool: WorkerPool,
    reporting diagnostics: DiagnosticCollector
  ) throws {
    self.settings = settings
    self.experiments = experiments
    self.diagnostics = diagnostics
    let isNeeded =
      !settings.metrics.isEmpty || !settings.hiddenColumns.isEmpty || settings.sort != nil || !settings.charts.isEmpty
      || !settings.views.isEmpty
    names =
      isNeeded
      ? try pool.map(experiments.count) { try cache.digest(of: experiments[$0], under: settings).columnNames } : []
  }

  func tell() {
    guard names.contains(where: { !$0.metrics.isEmpty || !$0.parameters.isEmpty }) else { return }
    let all = columns(of: nil)
    for rule in settings.metrics where !all.metrics.contains(where: rule.pattern.fits) {
      // Settings for many stores name what only some have: that costs nothing.
      let meant = NearestName.of(rule.pattern.text, among: all.metrics)
      note("no run has a metric `\(rule.pattern.text)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""))
    }
    for case .key(let key) in settings.hiddenColumns {
      if let failure = all.failure(of: key) { note("hidden: \(failure)") }
    }
    if let sort = settings.sort { tell([sort.key], of: all, "sort") }
    for (number, chart) in settings.charts.enumerated() {
      tell(chart.keys, of: columns(of: chart.experiment), "chart \(number + 1)")
    }
    for view in settings.views { tell(view) }
  }

  private func tell(_ view: SavedView) {
    let place = "view `\(view.name)`"
    let fitting = experiments.filter { view.experiment?.fits($0.experiment.name) ?? true }
    guard !fitting.isEmpty else {
      return warn("\(place): no experiment is called `\(view.experiment?.text ?? "")`")
    }
    let columns = columns(of: view.experiment)
    tell(view.columns ?? [], of: columns, "\(place), columns")
    tell([view.sort?.key, view.group].compactMap { $0 }, of: columns, place)
    for failure in view.filter?.bound(to: columns).failures ?? [] { warn("\(place), filter: \(failure)") }
    for (number, chart) in view.charts.enumerated() { tell(chart.keys, of: columns, "\(place), chart \(number + 1)") }
    for run in view.runs + [view.baseline].compactMap({ $0 })
    where !fitting.contains(where: { $0.runs.contains { $0.displayName == run || $0.id == run } }) {
      warn("\(place): no run has the name or id `\(run)`")
    }
  }

  private func tell(_ keys: [ColumnKey], of columns: ColumnNames, _ place: String) {
    for failure in keys.compactMap(columns.failure) { warn("\(place): \(failure)") }
  }

  /// What the experiments of a name or pattern have.
  private func columns(of experiment: NamePattern?) -> ColumnNames {
    zip(experiments, names).reduce(ColumnNames()) { sum, next in
      experiment?.fits(next.0.experiment.name) ?? true ? sum.union(next.1) : sum
    }
  }

  private func warn(_ message: String) { diagnostics.warn(settings.file, message) }

  private func note(_ message: String) { diagnostics.note(settings.file, message) }
}
