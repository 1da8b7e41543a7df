internal import Diagnostics
internal import RunModel

/// A store that reads many runs at once; a run by itself is a batch of one.
protocol BatchRunStore: RunStore {}

extension BatchRunStore {
  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    var found: Run?
    load([run]) { _, loaded in
      for diagnostic in loaded.diagnostics { diagnostics.add(diagnostic) }
      found = loaded.run
    }
    return found
  }
}
