import Digests
import Fingerprints
import RunModel

/// The jobs of compute targets, and what they depend on; none where no run names a target.
extension Site {
  /// - Parameter withRuns: what pages of all runs depend on.
  func computeJobs(frame: InputList, _ withRuns: InputList) -> [SiteJob] {
    guard !plan.targets.isEmpty else { return [] }
    let list = job(SitePlan.compute, withRuns) {
      try $0.put(ComputeListPage(site: self).render(), at: SitePlan.compute)
    }
    return [list]
      + plan.targets.map { target in
        SiteJob(
          name: target.page, bundle: "site", weight: 1, inputs: { try self.inputs(of: target, frame: frame).inputs }
        ) { try ComputePages(site: self, plan: target).write(to: $0) }
      }
  }

  private func inputs(of target: ComputePlan, frame: InputList) throws -> InputList {
    var list = adding(settingsTo: frame)
    try list.add("a run on the compute target") { hasher in
      hasher.combine(target.name)
      hasher.combine(target.stem)
      for place in target.runs {
        let entry = entry(place)
        hasher.combine(entry.content)
        hasher.combine(state(entry).word)
        hasher.combine(plan.run(place).folder)
        hasher.combine(try view(place.experiment).styles[place.run].classes)
        hasher.combine(plan.run(place).parent.map { entryName($0) })
      }
    }
    list.add("an experiment's name") { hasher in
      for experiment in Set(target.runs.map(\.experiment)).sorted() {
        hasher.combine(contents.experiments[experiment].experiment.name)
        hasher.combine(plan.experiments[experiment].folder)
      }
    }
    return adding(liveMarksIf: isLive(target.runs), to: list)
  }
}
