import Diagnostics
import RunModel
import RunStores

/// What one store holds, in numbers.
public struct StoreSurvey: Sendable, Hashable {
  public var formatName: String
  public var location: String
  public var experiments = 0
  /// Runs that can be read and are not left out.
  public var runs = 0
  /// How many names metrics have.
  public var metrics = 0
  public var values = 0
  public var files = 0
  /// Warnings of reading it.
  public var problems = 0
}

extension StoreReader {
  private struct RunSurvey {
    var metrics: [String] = []
    var isRead = false
    var values = 0
    var files = 0
    var problems = 0
  }

  /// Reads every run of some experiments and counts what is in each store.
  public func survey(_ listed: [Listed]) throws -> [StoreSurvey] {
    var surveys = stores.map { StoreSurvey(formatName: $0.formatName, location: $0.location) }
    var names = [Set<String>](repeating: [], count: stores.count)
    let runs = try forEachBatch(of: listed) { batch in
      var results = [RunSurvey](repeating: RunSurvey(), count: batch.count)
      stores[batch[0].experiment.store].load(batch.map(\.run)) { place, loaded in
        for diagnostic in loaded.diagnostics { diagnostics.add(diagnostic) }
        results[place].problems = loaded.diagnostics.count { $0.severity == .warning }
        guard let run = loaded.run else { return }
        results[place].isRead = true
        results[place].metrics = run.series.map(\.name)
        results[place].values = run.series.reduce(0) { $0 + $1.count }
        results[place].files = run.files.count
      }
      return results
    }
    for (experiment, found) in zip(listed, runs) {
      let store = experiment.store
      surveys[store].experiments += 1
      for run in found {
        surveys[store].runs += run.isRead ? 1 : 0
        surveys[store].values += run.values
        surveys[store].files += run.files
        surveys[store].problems += run.problems
        names[store].formUnion(run.metrics)
      }
    }
    for store in surveys.indices { surveys[store].metrics = names[store].count }
    return surveys
  }
}
