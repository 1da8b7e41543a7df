internal import RunModel

/// What Slurm tells its jobs, where a store keeps the environment among parameters or tags (`man sbatch`, output
/// environment variables).
extension RunHeader {
  /// Takes partition and nodes from parameters and tags, by the ends of their names: `env.SLURM_JOB_PARTITION`.
  mutating func takeSlurmVariables() {
    takeSlurmVariables(from: parameters)
    takeSlurmVariables(from: tags)
  }

  mutating func takeSlurmVariables(from values: [NamedValue]) {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { name in
        values.first { $0.name.hasSuffix(name) && !$0.value.isEmpty && RunHeader.isWhole($0.name, ending: name) }?.value
      }.first
    }
    // Asked of every run: few names end like one of these.
    let ends = Array("NST".utf8)
    guard values.contains(where: { $0.name.utf8.last.map(ends.contains) == true && $0.name.contains("SLURM_") })
    else { return }
    // A cluster's partition says more than the host a store happened to note.
    if computeTarget == nil || computeTarget == nodes.first,
      let partition = value("SLURM_JOB_PARTITION", "SLURM_PARTITION")
    {
      computeTarget = partition
    }
    if nodes.count < 2, let list = value("SLURM_JOB_NODELIST", "SLURM_NODELIST") {
      let names = SlurmNodeList.names(list)
      if !names.isEmpty { nodes = names }
    }
    if nodeCount == nil, let count = value("SLURM_JOB_NUM_NODES", "SLURM_NNODES").flatMap(Int.init), count > 0 {
      nodeCount = count
    }
  }

  /// Whether what stands before the ending is no part of the same word.
  private static func isWhole(_ name: String, ending: String) -> Bool {
    guard let before = name.dropLast(ending.count).unicodeScalars.last else { return true }
    return !before.properties.isAlphabetic && before != "_"
  }
}
