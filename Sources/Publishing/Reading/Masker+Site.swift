import Masking
import RunModel
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
    for index in settings.charts.indices { mask(&settings.charts[index].title, &counts) }
    for index in settings.views.indices {
      mask(&settings.views[index].name, &counts)
      mask(&settings.views[index].note, &counts)
      for chart in settings.views[index].charts.indices {
        mask(&settings.views[index].charts[chart].title, &counts)
      }
    }
    return settings
  }
}
