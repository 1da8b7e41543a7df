import Diagnostics
import RunModel
import RunStores

/// Everything in the stores of a format at a path, found and read the way a build does.
struct StoreContents {
  struct LoadedRun {
    var experiment: String
    var key: String
    var run: Run
  }

  var stores: [any RunStore]
  var runs: [LoadedRun] = []
  /// What was said while reading, sorted.
  var diagnostics: [Diagnostic]

  init(at path: String, format: String? = nil) throws {
    let collector = DiagnosticCollector()
    let found = try StoreDetection.stores(at: path, options: ReadingOptions(), reporting: collector)
    stores = found.filter { format == nil || $0.formatName == format }
    for store in stores {
      for listing in store.experiments(reporting: collector) {
        for reference in listing.runs {
          guard let run = store.load(reference, reporting: collector) else { continue }
          runs.append(LoadedRun(experiment: listing.experiment.name, key: reference.key, run: run))
        }
      }
    }
    diagnostics = collector.sorted
  }

  var names: [String] { runs.map { "\($0.experiment) · \($0.run.header.name)" } }

  var warnings: [String] { diagnostics.filter { $0.severity == .warning }.map(\.description) }

  var notes: [String] { diagnostics.filter { $0.severity == .note }.map(\.description) }

  /// The only run.
  var run: Run? { runs.count == 1 ? runs[0].run : nil }
}

extension Run {
  /// The series of that name.
  func series(_ name: String) -> MetricSeries? { series.first { $0.name == name } }

  func parameter(_ name: String) -> String? { header.parameters.first { $0.name == name }?.value }

  func tag(_ name: String) -> String? { header.tags.first { $0.name == name }?.value }
}
