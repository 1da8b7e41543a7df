internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Finds the experiments of an MLflow file store and the runs in each.
struct MLflowExperimentFinder: ~Copyable {
  private let location: String
  private let options: ReadingOptions
  private let diagnostics: DiagnosticCollector
  private var files: NameTree

  init(location: String, options: ReadingOptions, reporting diagnostics: DiagnosticCollector) {
    self.location = location
    self.options = options
    self.diagnostics = diagnostics
    files = NameTree(reporting: diagnostics)
  }

  /// The experiments in the store's folder or in its `.trash`, ids that are numbers in the order of numbers.
  ///
  /// - Parameter keyPrefix: what leads from the store to the folder, with a slash at its end.
  mutating func experiments(in folder: consuming FolderHandle, keyPrefix: String) -> [ExperimentListing] {
    let contents: FolderHandle.Contents
    do {
      contents = try folder.contents()
    } catch {
      diagnostics.warn(shown(keyPrefix + "."), error.reason)
      return []
    }
    var found: [ExperimentListing] = []
    for entry in contents.entries where !MLflowLayout.isReserved(entry.name) {
      let key = keyPrefix + entry.name
      switch entry.kind {
      case .directory:
        do {
          let child = try folder.folder(entry.name)
          if let listing = experiment(child, id: entry.name, key: key, isTrash: !keyPrefix.isEmpty) {
            found.append(listing)
          }
        } catch {
          diagnostics.warn(shown(key), error.reason)
        }
      case .symbolicLink:
        diagnostics.warn(shown(key), "symbolic link, not followed")
      case .file, .special:
        continue
      }
    }
    return found.sorted { a, b in
      let (first, second) = (a.key.utf8.count, b.key.utf8.count)
      return first == second ? NameOrder.precedes(a.key, b.key) : first < second
    }
  }

  /// The experiment in one folder; nil if there is none in it or it is to be left out.
  private mutating func experiment(
    _ folder: consuming FolderHandle, id: String, key: String, isTrash: Bool
  ) -> ExperimentListing? {
    let place = shown("\(key)/\(MLflowLayout.meta)")
    let diagnostics = diagnostics
    let read = files.withFile(MLflowLayout.meta, of: folder, shownAs: place, limit: MetaFile.sizeLimit) { bytes in
      MetaFile.fields(bytes) { line, message in diagnostics.warn(place, line: line, message) }
    }
    guard let fields = read ?? unreadFields(folder) else {
      let runs = runs(in: &folder, key: key).count
      if runs > 0 { diagnostics.warn(shown(key), "has no meta.yaml, so the experiment is left out, runs: \(runs)") }
      return nil
    }
    if let written = fields.text("experiment_id"), written != id {
      diagnostics.warn(
        place, "experiment_id is \"\(written)\" in the folder of experiment \"\(id)\", so it is left out")
      return nil
    }
    if fields.text("experiment_id") == nil, !fields.isDamaged {
      diagnostics.warn(place, "names no experiment_id, so it is left out")
      return nil
    }
    let isDeleted = isTrash || fields.text("lifecycle_stage") == "deleted"
    guard options.includesDeleted || !isDeleted else { return nil }

    var experiment = Experiment(id: id, name: fields.text("name") ?? id)
    experiment.created = fields.integer("creation_time").map { Timestamp(milliseconds: $0) }
    experiment.isDeleted = isDeleted
    let tags = files.values(in: MLflowLayout.tags, of: folder, shownAs: shown("\(key)/\(MLflowLayout.tags)"))
    MLflowTags.apply(tags, to: &experiment)
    let runs = runs(in: &folder, key: key)
    // A folder without runs whose metadata says nothing may be anything.
    guard fields.text("experiment_id") != nil || !runs.isEmpty else { return nil }
    return ExperimentListing(experiment: experiment, key: key, runs: runs)
  }

  /// What stands in for metadata that is there but cannot be read.
  private func unreadFields(_ folder: borrowing FolderHandle) -> MetaFields? {
    guard folder.entry(MLflowLayout.meta) != nil else { return nil }
    var fields = MetaFields()
    fields.isDamaged = true
    return fields
  }

  /// The runs of an experiment: its folders that hold metadata.
  private func runs(in folder: inout FolderHandle, key: String) -> [RunReference] {
    let contents: FolderHandle.Contents
    do {
      contents = try folder.contents()
    } catch {
      diagnostics.warn(shown(key), error.reason)
      return []
    }
    var runs: [RunReference] = []
    for entry in contents.entries where !MLflowLayout.isReservedInExperiment(entry.name) {
      let runKey = "\(key)/\(entry.name)"
      switch entry.kind {
      case .directory:
        if folder.entry("\(entry.name)/\(MLflowLayout.meta)") != nil {
          runs.append(RunReference(key: runKey))
        } else if folder.entry("\(entry.name)/\(MLflowLayout.metrics)")?.kind == .directory {
          diagnostics.warn(shown(runKey), "has metrics but no meta.yaml, so it is left out")
        }
      case .symbolicLink:
        diagnostics.warn(shown(runKey), "symbolic link, not followed")
      case .file, .special:
        continue
      }
    }
    return runs
  }

  private func shown(_ key: String) -> String { "\(location)/\(key)" }
}
