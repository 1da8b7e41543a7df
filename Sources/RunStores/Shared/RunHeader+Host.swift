internal import RunModel

/// The machine a run was on, from stores that know no compute targets.
extension RunHeader {
  /// Adds a host: the first one is the compute target as well.
  mutating func setHost(_ host: String?) {
    guard let host, !host.isEmpty else { return }
    if computeTarget == nil { computeTarget = host }
    if !nodes.contains(host) { nodes.append(host) }
  }
}
