import Digests
import Fingerprints
import RunModel
import Settings

/// What the pages of a site depend on, worked out without opening a digest.
extension Site {
  /// What every page depends on.
  var frameInputs: InputList {
    var list = InputList()
    list.add("the program") {
      $0.combine(Generator.nameAndVersion)
      $0.combine(program)
    }
    list.add("a template") { $0.combine(templates.fingerprint) }
    list.add("the site's title") { $0.combine(contents.title) }
    // The navigation leads to them.
    if !plan.targets.isEmpty { list.add("that there are compute targets") { $0.combine(true) } }
    return list
  }

  /// What an experiment itself is, without its runs.
  func fingerprint(ofExperiment index: Int) -> Fingerprint {
    let experiment = contents.experiments[index].experiment
    var hasher = FingerprintHasher()
    hasher.combine(plan.experiments[index].folder)
    hasher.combine(contents.stores[contents.experiments[index].store].location)
    hasher.combine(experiment.id)
    hasher.combine(experiment.name)
    hasher.combine(experiment.created?.milliseconds ?? Int64.min)
    for tag in experiment.tags {
      hasher.combine(tag.name)
      hasher.combine(tag.value)
    }
    hasher.combine(experiment.note)
    hasher.combine(experiment.primaryMetric)
    for (name, metric) in experiment.metrics.sorted(by: { $0.key < $1.key }) {
      hasher.combine(name)
      hasher.combine(metric.direction?.rawValue)
      hasher.combine(metric.unit)
      hasher.combine(metric.description)
    }
    hasher.combine(experiment.isDeleted)
    return hasher.finish()
  }

  /// Every run of an experiment, where its pages are and how it stands.
  func fingerprint(ofRunsIn index: Int) -> Fingerprint {
    var hasher = FingerprintHasher()
    let experiment = plan.experiments[index]
    for (run, entry) in zip(experiment.runs, contents.experiments[index].runs) {
      hasher.combine(entry.content)
      hasher.combine(state(entry).word)
      hasher.combine(run.folder)
      hasher.combine(run.depth)
    }
    for run in experiment.order { hasher.combine(run) }
    // Notes link to files, which are there or not by their size.
    hasher.combine(contents.artifactLimit)
    return hasher.finish()
  }

  /// All experiments and runs of the site.
  var allRunsFingerprint: Fingerprint {
    var hasher = FingerprintHasher()
    for index in plan.experiments.indices {
      hasher.combine(fingerprint(ofExperiment: index))
      hasher.combine(fingerprint(ofRunsIn: index))
    }
    return hasher.finish()
  }

  /// What the pages of one run depend on.
  func inputs(of run: RunPlan, frame: InputList) throws -> [JobRecord.Input] {
    let entry = entry(run.place)
    let view = try view(run.place.experiment)
    var list = frame
    list.add("the experiment's name or metrics") { hasher in
      hasher.combine(contents.experiments[run.place.experiment].experiment.name)
      hasher.combine(plan.experiments[run.place.experiment].folder)
      hasher.combine(view.metricsFingerprint)
      hasher.combine(view.styles[run.place.run].classes)
    }
    list.add(Site.settingsLabel) { hasher in
      hasher.combine(view.settingsFingerprint)
      // The table of child runs has columns that can be hidden.
      if !run.children.isEmpty { settings.combineTables(into: &hasher) }
    }
    list.add("what the store has of the run") { $0.combine(entry.content) }
    list.add("a file of the run") { hasher in
      hasher.combine(entry.source)
      hasher.combine(contents.artifactLimit)
    }
    list.add("the run's state") { $0.combine(state(entry).word) }
    if let target = entry.computeTarget.flatMap(plan.target) {
      list.add("a page of its compute target") { $0.combine(target.stem) }
    }
    let elsewhere = try Set(run.children.lazy.map(\.experiment).filter { $0 != run.place.experiment }).sorted()
      .map(self.view)
    list.add("a parent, child or sibling run") { hasher in
      for above in plan.ancestors(of: run.place, limit: RunContext.ancestorLimit + 1) {
        hasher.combine(entryName(above))
      }
      hasher.combine(run.isParentCut)
      for sibling in siblings(of: run) { hasher.combine(sibling.map { entryName($0) }) }
      for child in run.children {
        hasher.combine(self.entry(child).content)
        hasher.combine(self.plan.run(child).folder)
        hasher.combine(state(self.entry(child)).word)
        hasher.combine(self.plan.run(child).children.count)
      }
      // Their experiments say how metrics of children elsewhere are shown.
      for view in elsewhere {
        hasher.combine(view.metricsFingerprint)
        hasher.combine(view.settingsFingerprint)
      }
    }
    return adding(liveMarksIf: isLive(run), to: list).inputs
  }

  /// What pages that compare runs depend on beside the runs.
  func adding(settingsTo list: InputList) -> InputList {
    var list = list
    list.add(Site.settingsLabel) { settings.combineTables(into: &$0) }
    return list
  }

  /// Whether pages say that they are live; nothing for those that do not.
  func adding(liveMarksIf isLive: Bool, to list: InputList) -> InputList {
    guard isLive else { return list }
    var list = list
    list.add("that somebody watches") { $0.combine(true) }
    return list
  }

  /// The charts and links to views that settings put on an experiment's page.
  func adding(chartsOf index: Int, to list: InputList) -> InputList {
    let name = contents.experiments[index].experiment.name
    let charts = settings.charts.filter { $0.isFor(name) }
    guard !charts.isEmpty || !plan.experiments[index].views.isEmpty else { return list }
    var list = list
    list.add(Site.viewLabel) { hasher in
      for chart in charts { chart.combine(into: &hasher) }
      combineLinks(toViewsOf: plan.experiments[index], into: &hasher)
    }
    return list
  }

  /// What a view is, and those it has links to.
  func adding(_ view: ViewPlan, ofExperiment index: Int, to list: InputList) -> InputList {
    var list = list
    list.add(Site.viewLabel) { hasher in
      settings.views[view.view].combine(into: &hasher)
      combineLinks(toViewsOf: plan.experiments[index], into: &hasher)
      // Filters and columns tell parents by their names, wherever these are.
      for run in plan.experiments[index].runs {
        if let parent = run.parent, parent.experiment != index { hasher.combine(entryName(parent)) }
      }
    }
    return list
  }

  func combineLinks(toViewsOf experiment: ExperimentPlan, into hasher: inout FingerprintHasher) {
    for view in experiment.views {
      hasher.combine(view.name)
      hasher.combine(view.stem)
    }
  }

  private static let settingsLabel = "runreport.yaml"
  static let viewLabel = "a view or chart of runreport.yaml"

  func entryName(_ place: RunPlace) -> String {
    (entry(place).isDeleted ? "deleted\n" : "") + entry(place).displayName + "\n" + plan.run(place).folder
  }
}
