internal import RunModel

extension RunFacts {
  /// The facts as a run's header.
  ///
  /// - Parameter hasRecords: whether there were any records: without, nothing tells how far the run came.
  func header(id: String, hasRecords: Bool) -> RunHeader {
    var header = RunHeader(id: id, name: name ?? "")
    header.start = start ?? processStart
    header.heartbeat = newestTime ?? header.start
    if hasEnded {
      header.status = exitCode == 0 ? .completed : .failed
      header.end = end(of: header)
      if exitCode != 0 { header.error = "exit code \(exitCode)" }
    } else if hasRecords {
      header.status = .running
    }
    header.user = user
    header.parent = sweep
    header.setHost(host)
    header.script = program
    header.arguments = arguments
    header.source = SourceRevision(repository: repository.map(RunFacts.withoutPassword), commit: commit)
    header.parameters = ParameterList.flatten(config.value)
    header.tags = tags
    header.takeSlurmVariables(from: slurm.sorted { $0.key < $1.key }.map { NamedValue("slurm_" + $0.key, $0.value) })
    return header
  }

  /// The newest moment, or what the exit says it took if that is later.
  private func end(of header: RunHeader) -> Timestamp? {
    guard let start = header.start, runtime > 0, runtime < 1 << 32 else { return header.heartbeat }
    let told = Timestamp(milliseconds: start.milliseconds &+ runtime * 1000)
    return newestTime.map { max($0, told) } ?? told
  }

  private var tags: [NamedValue] {
    var tags: [NamedValue] = []
    for (name, value) in [("entity", entity), ("group", group), ("job_type", jobType), ("sweep", sweep)] {
      if let value { tags.append(NamedValue(name, value)) }
    }
    // The job's own names, for those who look for it with `sacct`; the native store has the same.
    for name in ["job_id", "array_job_id", "array_task_id", "cluster_name"] {
      guard let value = slurm[name] else { continue }
      tags.append(NamedValue(name == "cluster_name" ? "slurm_cluster" : "slurm_" + name, value))
    }
    if !labels.isEmpty { tags.append(NamedValue("tags", labels.joined(separator: ", "))) }
    return tags
  }

  /// An address without user and password: `https://token@github.com/…` is how some runners clone.
  private static func withoutPassword(_ address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    guard let at = rest.prefix(while: { $0 != "/" }).lastIndex(of: "@") else { return address }
    return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }
}
