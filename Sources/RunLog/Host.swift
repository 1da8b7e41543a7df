internal import Glibc

/// Where this process runs, and what Slurm says of it.
enum Host {
  /// The node's name: Slurm's where there is one, else the host's.
  static let name: String = {
    if let node = System.environment("SLURMD_NODENAME") { return node }
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return name.isEmpty ? "localhost" : name
  }()

  /// The name of the user this process runs as.
  static var user: String? {
    if let user = System.environment("USER") ?? System.environment("LOGNAME") { return user }
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
  }

  /// The nodes of the job, or this one.
  static var nodes: [String] {
    (System.environment("SLURM_JOB_NODELIST") ?? System.environment("SLURM_NODELIST"))
      .flatMap(NodeList.expand) ?? [name]
  }

  /// The partition, or this node.
  static var computeTarget: String { System.environment("SLURM_JOB_PARTITION") ?? name }

  static var nodeCount: Int? {
    (System.environment("SLURM_JOB_NUM_NODES") ?? System.environment("SLURM_NNODES")).flatMap { Int($0) }
  }

  /// Slurm's own names of the job, for those who look for it with `sacct`.
  static var tags: [String: String] {
    var tags: [String: String] = [:]
    for (variable, tag) in [
      ("SLURM_JOB_ID", "slurm_job_id"), ("SLURM_ARRAY_JOB_ID", "slurm_array_job_id"),
      ("SLURM_ARRAY_TASK_ID", "slurm_array_task_id"), ("SLURM_CLUSTER_NAME", "slurm_cluster"),
    ] {
      tags[tag] = System.environment(variable)
    }
    return tags
  }
}
