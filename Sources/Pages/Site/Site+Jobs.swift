import Diagnostics
import Digests
import Fingerprints
import Masking
import RunModel
import Settings

extension Site {
  /// Everything that must be made, in the order of the site's folders.
  public var jobs: SiteJobs { SiteJobs(self) }

  /// The pages of the whole site.
  func siteJobs(frame: InputList, runs: Fingerprint) -> [SiteJob] {
    var withRuns = adding(settingsTo: frame)
    withRuns.add("an experiment or run") { $0.combine(runs) }
    withRuns = adding(liveMarksIf: isLive(allRuns), to: withRuns)
    let pages = (1...AllRunsPages(site: self).pageCount).map { number in
      job(SitePlan.allRuns(number), withRuns) { try AllRunsPages(site: self).write(page: number, to: $0) }
    }
    let compare = job(SitePlan.compare, withRuns) {
      try $0.put(CompareRunsPage(site: self).render(), at: SitePlan.compare)
    }
    return [
      job("assets", assetInputs) { [assets] output in
        for (path, bytes) in assets.files.sorted(by: { $0.key < $1.key }) { try output.put(bytes, at: path) }
      },
      job(SitePlan.overview, overviewInputs(withRuns)) {
        try $0.put(try OverviewPage(site: self).render(), at: SitePlan.overview)
      },
      job(SitePlan.experiments, withRuns) {
        try $0.put(try ExperimentsPage(site: self).render(), at: SitePlan.experiments)
      },
      job(SitePlan.notFound, frame) { try $0.put(NotFoundPage(site: self).render(), at: SitePlan.notFound) },
    ] + pages + (allRunsCompare == SitePlan.compare ? [compare] : []) + computeJobs(frame: frame, withRuns)
  }

  /// What is joined from files of experiments.
  func joiningJobs(frame: InputList, runs: Fingerprint) -> [SiteJob] {
    var list = adding(settingsTo: frame)
    list.add("an experiment or run") { $0.combine(runs) }
    let twins = Twins(site: self)
    return [job(SitePlan.runsCSV, list) { try twins.joinRuns(to: $0) }]
      + (plan.experiments.count > 1 ? [job(SitePlan.tableScript, list) { try twins.joinTables(to: $0) }] : [])
      + [job(SitePlan.metricsJSON, list) { try twins.joinMetrics(to: $0) }]
  }

  /// What the build had to leave out; known when all other jobs are done.
  func buildNotesJob(frame: InputList) -> SiteJob {
    SiteJob(
      name: SitePlan.buildNotes, bundle: "site", weight: 1, inputs: { self.buildNotesInputs(frame).inputs }
    ) { try $0.put(BuildNotesPage(site: self).render(), at: SitePlan.buildNotes) }
  }

  private func experimentInputs(_ index: Int, frame: InputList) -> InputList {
    var list = adding(settingsTo: frame)
    list.add("the experiment") { $0.combine(fingerprint(ofExperiment: index)) }
    list.add("a run of the experiment") { $0.combine(fingerprint(ofRunsIn: index)) }
    return list
  }

  /// What pages that compare the runs of an experiment depend on.
  private func comparingInputs(_ index: Int, frame: InputList) -> InputList {
    adding(liveMarksIf: isLive(experiment: index), to: experimentInputs(index, frame: frame))
  }

  func job(
    _ name: String, _ inputs: InputList, _ run: @escaping @Sendable (any SiteJob.Output) throws -> Void
  ) -> SiteJob {
    let inputs = inputs.inputs
    return SiteJob(name: name, bundle: "site", weight: 1, inputs: { inputs }, run: run)
  }

  /// The pages of one experiment.
  func experimentJob(_ index: Int, frame: InputList) -> SiteJob {
    SiteJob(
      name: plan.experiments[index].page, bundle: plan.experiments[index].folder, weight: 4,
      inputs: { self.adding(chartsOf: index, to: self.comparingInputs(index, frame: frame)).inputs }
    ) { try ExperimentPages(site: self, index: index).write(to: $0) }
  }

  /// The pages of a saved view of one experiment.
  func viewJob(_ view: ViewPlan, ofExperiment index: Int, frame: InputList) -> SiteJob {
    SiteJob(
      name: view.page, bundle: plan.experiments[index].folder, weight: 1,
      inputs: { self.adding(view, ofExperiment: index, to: self.comparingInputs(index, frame: frame)).inputs }
    ) { try ViewPages(site: self, index: index, plan: view).write(to: $0) }
  }

  /// The pages of one run.
  func runJob(_ run: RunPlan, frame: InputList) -> SiteJob {
    SiteJob(
      name: run.page, bundle: plan.experiments[run.place.experiment].folder, weight: 3,
      inputs: { try self.inputs(of: run, frame: frame) }
    ) { try RunPages(site: self, plan: run).write(to: $0) }
  }

  private var assetInputs: InputList {
    var list = InputList()
    list.add("a style or another asset") { hasher in
      for (path, bytes) in assets.files.sorted(by: { $0.key < $1.key }) {
        hasher.combine(path)
        hasher.combine(bytes)
      }
    }
    return list
  }

  private func overviewInputs(_ list: InputList) -> InputList {
    var list = list
    // Somebody who builds all the time changes nothing by the time alone.
    if !contents.isLive { list.add("the time of building") { $0.combine(contents.generatedAt.milliseconds) } }
    list.add("a store") { hasher in
      for store in contents.stores {
        hasher.combine(store.location)
        hasher.combine(store.formatName)
      }
      for experiment in contents.experiments { hasher.combine(experiment.store) }
    }
    list.add(Site.viewLabel) { hasher in
      for view in settings.views {
        hasher.combine(view.note)
        hasher.combine(view.name)
      }
      for experiment in plan.experiments { combineLinks(toViewsOf: experiment, into: &hasher) }
    }
    list.add("the number of warnings") { hasher in
      hasher.combine(contents.diagnostics.count { $0.severity == .warning })
    }
    return list
  }

  private func buildNotesInputs(_ list: InputList) -> InputList {
    var list = list
    list.add("a warning or note") { hasher in
      for diagnostic in contents.diagnostics {
        hasher.combine(diagnostic.severity.rawValue)
        hasher.combine(diagnostic.description)
      }
    }
    list.add("what is masked or not copied") { hasher in
      let tally = tally.value
      for (rule, count) in tally.masked.sorted {
        hasher.combine(rule)
        hasher.combine(count)
      }
      hasher.combine(tally.largeFiles)
      hasher.combine(tally.largeBytes)
      for (reason, count) in tally.obstacles.sorted(by: { $0.key < $1.key }) {
        hasher.combine(reason)
        hasher.combine(count)
      }
      hasher.combine(contents.artifactLimit)
    }
    return list
  }
}
