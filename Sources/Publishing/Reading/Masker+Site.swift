import Masking
import RunModel
import RunTables
import Settings

/// What is published beside runs.
extension Masker {
  /// An experiment as a store lists it, with its secrets masked.
  func masked(_ listed: StoreReader.Listed, _ counts: inout MaskCounts) -> StoreReader.Listed {
    var listed = listed
    mask(&listed.experiment.id, &counts)
    mask(&listed.experiment.name, &counts)
    mask(&listed.experiment.tags, &counts)
    mask(&listed.experiment.note, &counts)
    mask(&listed.experiment.primaryMetric, &counts)
    var metrics: [String: MetricDeclaration] = [:]
    for (name, declaration) in listed.experiment.metrics.sorted(by: { $0.key < $1.key }) {
      var declaration = declaration
      mask(&declaration.unit, &counts)
      mask(&declaration.description, &counts)
      metrics[masked(name, &counts)] = declaration
    }
    listed.experiment.metrics = metrics
    listed.experimentKey = safeKey(listed.experimentKey)
    return listed
  }

  /// Settings with the texts masked that pages show.
  func masked(_ settings: Settings, _ counts: inout MaskCounts) -> Settings {
    var settings = settings
    for index in settings.metrics.indices { mask(&settings.metrics[index].unit, &counts) }
    for index in settings.charts.indices { mask(&settings.charts[index], &counts) }
    for index in settings.views.indices {
      mask(&settings.views[index].name, &counts)
      mask(&settings.views[index].note, &counts)
      // Runs are known by their masked names.
      settings.views[index].runs = settings.views[index].runs.map { masked($0, &counts) }
      mask(&settings.views[index].baseline, &counts)
      if let filter = settings.views[index].filter, holdsSecret(filter.text) {
        settings.views[index].filter = try? RunFilter(masked(filter.text, &counts))
      }
      for chart in settings.views[index].charts.indices { mask(&settings.views[index].charts[chart], &counts) }
    }
    return settings
  }

  private func mask(_ chart: inout ChartRequest, _ counts: inout MaskCounts) {
    mask(&chart.title, &counts)
    if let legend = chart.legend, holdsSecret(legend.text) {
      chart.legend = try? LegendTemplate(masked(legend.text, &counts))
    }
  }
}
