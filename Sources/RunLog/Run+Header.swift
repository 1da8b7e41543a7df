extension Run {
  /// What a run is to those below it.
  public enum Kind: String, Sendable, Hashable {
    case script, pipeline, sweep, automl
  }

  /// Ends the run and says how; nothing can be logged after that.
  ///
  /// `completed` does not take the place of `failed` or `canceled`, so that of several processes one that fails has
  /// the last word.
  public func finish(_ outcome: Outcome = .completed) throws(RunLogError) {
    guard !writer.isFinished else { throw RecordWriter.ended }
    try writer.synchronize()
    let now = System.wallClock
    try header.update { members in
      members.setMoment("end", now)
      if outcome == .completed, ["failed", "canceled"].contains(members.text("status")) { return }
      members.set("status", outcome.status)
      members.set("error", outcome.error)
    }
    writer.end()
  }

  /// Says that a queued run runs now, or that one that ended goes on.
  public func begin() throws(RunLogError) {
    let now = System.wallClock
    try header.update { members in
      members.set("status", "running")
      if members["start"] == nil { members.setMoment("start", now) }
      members["end"] = nil
      members["error"] = nil
      if members["compute_target"] == nil { members.set("compute_target", Host.computeTarget) }
      if members["nodes"] == nil { members.set("nodes", LogValue(Host.nodes)) }
      if members["node_count"] == nil {
        members.set("node_count", .integer(Int64(Host.nodeCount ?? members.texts("nodes").count)))
      }
      for (tag, value) in Host.tags.sorted(by: { $0.key < $1.key }) { members.set("tags", tag, .string(value)) }
    }
  }

  /// Sets one tag and leaves the others.
  public func set(tag name: String, to value: String) throws(RunLogError) { try set(tags: [name: value]) }

  /// Sets tags and leaves the others; of two processes that set one tag, the last one's stays.
  public func set(tags: [String: String]) throws(RunLogError) {
    try setMembers("tags", tags.mapValues(LogValue.string))
  }

  public func set(parameter name: String, to value: LogValue) throws(RunLogError) {
    try set(parameters: [name: value])
  }

  /// Sets parameters and leaves the others.
  public func set(parameters: [String: LogValue]) throws(RunLogError) { try setMembers("parameters", parameters) }

  private func setMembers(_ key: String, _ values: [String: LogValue]) throws(RunLogError) {
    guard !writer.isFinished else { throw RecordWriter.ended }
    guard !values.keys.contains("") else {
      throw RunLogError(.invalid, "a name among the \(key) is empty. Give it one.")
    }
    try header.update { members in
      for (name, value) in values.sorted(by: { $0.key < $1.key }) { members.set(key, name, value) }
    }
  }

  /// A sign of life now; one is written by itself where nothing is logged for a while.
  public func heartbeat() throws(RunLogError) { try writer.append(.signOfLife()) }
}

extension HeaderFile {
  /// Adds a node to those that took part.
  func addNode(_ name: String) throws(RunLogError) {
    guard try !read().texts("nodes").contains(name) else { return }
    try update { members in
      let nodes = members.texts("nodes")
      if !nodes.contains(name) { members.set("nodes", LogValue(nodes + [name])) }
    }
  }
}

extension JSONMembers {
  mutating func setMoment(_ name: String, _ milliseconds: Int64) { self[name] = JSONMembers.moment(milliseconds) }
}
