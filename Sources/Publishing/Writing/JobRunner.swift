import Diagnostics
import Digests
import Masking
import Pages
import Synchronization

/// Does the jobs of a site whose inputs changed since an earlier build, and keeps the files of the others.
struct JobRunner {
  let cache: DigestCache
  /// Names the folder of the site to the cache.
  let site: String
  let folder: OutputFolder
  let pool: WorkerPool
  let progress: Progress
  let diagnostics: DiagnosticCollector
  let masker: Masker
  /// Whether it is kept in mind why each job was done.
  let explains: Bool
  var stop: StopToken? = nil

  private struct State {
    var made: [(bundle: String, record: JobRecord)] = []
    var reasons: [RebuildReason] = []
  }

  /// As many records are kept with one transaction.
  private static let batchSize = 2000

  /// - Returns: why each job that was done was done, in the order of names, if that was asked for.
  func run(_ jobs: SiteJobs) throws -> [RebuildReason] {
    // Of a site that is not there nothing can be kept.
    let known = folder.previous == nil ? [:] : try records()
    let done = Atomic(0)
    // How many of the known jobs are there still.
    let met = Atomic(0)
    let state = Mutex(State())
    for stage in jobs.stages {
      try pool.forEach(stage.count) { offset in
        try stop?.check()
        let job = jobs[stage.lowerBound + offset]
        let inputs = try job.inputs()
        let record = known[job.bundle]?[job.name]
        if record != nil { met.wrappingAdd(1, ordering: .relaxed) }
        if let reason = reason(for: record, inputs: inputs) {
          let output = JobOutput(folder: folder, diagnostics: diagnostics, masker: masker)
          try job.run(output)
          var tally = output.tally
          tally.live = jobs.liveStamps(of: output.files.map(\.path))
          jobs.count(tally)
          let full = state.withLock { state in
            if explains { state.reasons.append(RebuildReason(name: job.name, text: reason)) }
            if !output.isIncomplete {
              let record = JobRecord(name: job.name, inputs: inputs, files: output.files, tally: tally)
              state.made.append((job.bundle, record))
            }
            return state.made.count >= JobRunner.batchSize ? JobRunner.take(&state.made) : []
          }
          try keep(full)
        } else if let record {
          jobs.count(record.tally)
        }
        progress.report(.writing, done.wrappingAdd(job.weight, ordering: .relaxed).newValue, jobs.weight)
      }
    }
    try keep(state.withLock { JobRunner.take(&$0.made) })
    if met.load(ordering: .relaxed) < known.values.reduce(0, { $0 + $1.count }) { try dropGone(known, jobs: jobs) }
    return state.withLock { $0.reasons }.sorted()
  }

  /// Why a job must be done; nil if its files are taken as they are.
  private func reason(for record: JobRecord?, inputs: [JobRecord.Input]) -> String? {
    guard let record else { return "not made before" }
    guard record.isMade(from: inputs) else {
      let before = Dictionary(record.inputs.map { ($0.label, $0.fingerprint) }) { first, _ in first }
      let changed = inputs.filter { before[$0.label] != $0.fingerprint }.map(\.label)
      return "\(changed.isEmpty ? "what it depends on" : changed.joined(separator: " and ")) changed"
    }
    return folder.keep(record.files) ? nil : "its files in the site were changed or removed"
  }

  private func records() throws -> [String: [String: JobRecord]] {
    var known: [String: [String: JobRecord]] = [:]
    for bundle in try cache.bundles(in: site) { known[bundle] = try cache.jobs(of: bundle, in: site) }
    return known
  }

  private func keep(_ made: [(bundle: String, record: JobRecord)]) throws {
    for (bundle, records) in Dictionary(grouping: made, by: \.bundle) {
      try cache.keep(records.map(\.record), of: bundle, in: site)
    }
  }

  private func dropGone(_ known: [String: [String: JobRecord]], jobs: SiteJobs) throws {
    for (bundle, records) in known {
      let there = jobs.names(of: bundle)
      try cache.dropJobs(named: records.keys.filter { !there.contains($0) }, of: bundle, in: site)
    }
  }

  private static func take<T>(_ items: inout [T]) -> [T] {
    defer { items = [] }
    return items
  }
}
