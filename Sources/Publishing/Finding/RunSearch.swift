import RunModel
import RunStores
import RunTables

/// Finds the run somebody names on a command line.
///
/// In this order: the run with that id, with that name, `EXPERIMENT/RUN`, the only one whose id or name begins so.
struct RunSearch {
  let catalog: RunCatalog

  /// - Throws: `RunSearchFailure` where no run is meant, or more than one may be.
  func find(_ text: String) throws(RunSearchFailure) -> RunCatalog.Entry {
    let all = catalog.entries
    for found in steps(text, all) where !found.isEmpty {
      guard found.count == 1 else { throw failure(text, found, isAmbiguous: true) }
      return found[0]
    }
    throw failure(text, nearest(text, all), isAmbiguous: false)
  }

  /// What a text may stand for, the likeliest first.
  private func steps(_ text: String, _ all: [RunCatalog.Entry]) -> [[RunCatalog.Entry]] {
    guard !text.isEmpty else { return [] }
    var steps = [all.filter { $0.header.id == text }, all.filter { $0.header.name == text }]
    steps += withinExperiments(text, all)
    steps.append(all.filter { $0.header.id.hasPrefix(text) || $0.header.name.hasPrefix(text) })
    return steps
  }

  /// Ids, names and beginnings behind the name or id of an experiment; either may hold slashes.
  private func withinExperiments(_ text: String, _ all: [RunCatalog.Entry]) -> [[RunCatalog.Entry]] {
    var steps: [[RunCatalog.Entry]] = []
    for slash in text.indices where text[slash] == "/" {
      let experiment = text[..<slash]
      let run = text[text.index(after: slash)...]
      guard !experiment.isEmpty, !run.isEmpty else { continue }
      let inside = all.filter {
        let known = catalog.experiment(of: $0)
        return known.name == experiment || known.id == experiment
      }
      guard !inside.isEmpty else { continue }
      steps.append(inside.filter { $0.header.id == run })
      steps.append(inside.filter { $0.header.name == run })
      steps.append(inside.filter { $0.header.id.hasPrefix(run) || $0.header.name.hasPrefix(run) })
    }
    return steps
  }

  /// The runs somebody may have meant: those that hold the text, else the one whose name or id is spelt nearly so.
  private func nearest(_ text: String, _ all: [RunCatalog.Entry]) -> [RunCatalog.Entry] {
    let run = text.split(separator: "/").last.map(String.init) ?? text
    guard !run.isEmpty else { return [] }
    let small = run.lowercased()
    let holding = all.filter {
      $0.header.id.lowercased().contains(small) || $0.header.name.lowercased().contains(small)
    }
    if !holding.isEmpty { return holding }
    var near = NearestName(to: run)
    for entry in all {
      near.consider(entry.header.id)
      near.consider(entry.header.name)
    }
    guard let name = near.name else { return [] }
    return all.filter { $0.header.id == name || $0.header.name == name }
  }

  private func failure(_ text: String, _ found: [RunCatalog.Entry], isAmbiguous: Bool) -> RunSearchFailure {
    RunSearchFailure(
      text: text, isAmbiguous: isAmbiguous,
      candidates: found.prefix(RunSearchFailure.limit).map { entry in
        RunSearchFailure.Candidate(
          experiment: catalog.experiment(of: entry).name, id: entry.header.id, name: entry.header.name,
          store: catalog.store(of: entry).location)
      },
      candidateCount: found.count, runCount: catalog.entries.count, stores: catalog.reader.stores.map(\.location))
  }
}

extension RunCatalog {
  /// The run that an id, a name, `EXPERIMENT/RUN` or a unique beginning of one stands for.
  public func find(_ text: String) throws(RunSearchFailure) -> Entry { try RunSearch(catalog: self).find(text) }
}
