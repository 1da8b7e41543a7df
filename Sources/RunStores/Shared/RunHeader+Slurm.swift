internal import RunModel

/// What Slurm tells its jobs, where a store keeps the environment among parameters or tags (`man sbatch`, output
/// environment variables).
extension RunHeader {
  /// Takes partition and nodes from parameters and tags, by the ends of their names: `env.SLURM_JOB_PARTITION`,
  /// `slurm_job_nodelist`, `slurm/nnodes`.
  mutating func takeSlurmVariables() {
    takeSlurmVariables(from: parameters)
    takeSlurmVariables(from: tags)
  }

  mutating func takeSlurmVariables(from values: [NamedValue]) {
    let variables = values.compactMap { SlurmVariable($0) }
    guard !variables.isEmpty else { return }
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { name in variables.first { $0.name == name }?.value }.first
    }
    // A cluster's partition says more than the host a store happened to note.
    if computeTarget == nil || computeTarget == nodes.first,
      let target = value("JOB_PARTITION", "PARTITION") ?? value("CLUSTER_NAME")
    {
      computeTarget = target
    }
    if nodes.count < 2 {
      let names = value("JOB_NODELIST", "NODELIST").map(SlurmNodeList.names) ?? []
      if !names.isEmpty {
        nodes = names
      } else if nodes.isEmpty, let node = value("NODENAME") {
        nodes = [node]
      }
    }
    if computeTarget == nil, nodes.count == 1 { computeTarget = nodes[0] }
    if nodeCount == nil, let count = value("JOB_NUM_NODES", "NNODES").flatMap(Int.init), count > 0 {
      nodeCount = count
    }
  }
}
