import RunModel
import Testing

@testable import RunStores

@Suite("Where a run was")
struct ComputeSourceTests {
  @Test(
    "The host stands in the name of an event file",
    arguments: [
      ("events.out.tfevents.1620000000.node7.4242.0", "node7"),
      ("events.out.tfevents.1620000000.node7.4242.0.v2", "node7"),
      ("events.out.tfevents.1620000000.gpu-1.example.org.4242.12", "gpu-1.example.org"),
      ("events.out.tfevents.1620000000.10.0.0.7.4242.0", "10.0.0.7"),
      ("events.out.tfevents.1500000000.old-host", "old-host"),
      ("events.out.tfevents.1500000000.10.0.0.7", "10.0.0.7"),
      ("events.out.tfevents.1620000000.node7.4242.0suffix", "node7"),
      ("events.out.tfevents.1620000000.node7.profile-empty", "node7"),
      ("events.out.tfevents.1620000000.profile-empty", nil), ("events.out.tfevents.1620000000", nil),
      ("events.out.tfevents.", nil), ("tfevents", nil),
      ("my.tfevents.abc", nil),
    ] as [(String, String?)])
  func eventFiles(name: String, host: String?) {
    #expect(EventFiles.host(of: name) == host)
  }

  @Test(
    "Slurm's short form of names is written out",
    arguments: [
      ("n1", ["n1"]), ("gpu[01-03,07]", ["gpu01", "gpu02", "gpu03", "gpu07"]), ("(null)", []),
      ("gpu[001-003,7],login", ["gpu001", "gpu002", "gpu003", "gpu7", "login"]),
      ("r[1-2]n[1-2]", ["r1n1", "r1n2", "r2n1", "r2n2"]), ("n[3-1]", ["n[3-1]"]), ("n[a-b]", ["n[a-b]"]),
      ("n[1", ["n[1"]), ("", []),
    ])
  func nodeLists(list: String, names: [String]) {
    #expect(SlurmNodeList.names(list) == names)
  }

  @Test("A list of nodes that stands for more than there are is cut")
  func hostile() {
    #expect(SlurmNodeList.names("n[0-9223372036854775807]").count == SlurmNodeList.limit)
    #expect(SlurmNodeList.names("n[9223372036854775807-9223372036854775807]") == ["n9223372036854775807"])
    #expect(SlurmNodeList.names("n[\(String(repeating: "0", count: 1000))1-9]").count == 1)
    #expect(SlurmNodeList.names("n[0-999][0-999][0-999]").count <= SlurmNodeList.limit)
    #expect(SlurmNodeList.names(String(repeating: "[", count: 1000)).count == 1)
    #expect(SlurmNodeList.names(String(repeating: "[", count: 100_000)).isEmpty)
  }

  @Test("Slurm's variables among parameters or tags name partition, nodes and how many; a store's own target stays")
  func slurm() {
    var header = RunHeader(id: "r")
    header.setHost("gpu001")
    header.tags = [
      NamedValue("env.SLURM_JOB_NODELIST", "gpu[001-002]"), NamedValue("env.SLURM_JOB_PARTITION", "a100"),
      NamedValue("env.SLURM_NNODES", "2"),
    ]
    let loaded = LoadedRun(Run(header: header)).run?.header
    #expect(loaded?.computeTarget == "a100" && loaded?.nodes == ["gpu001", "gpu002"] && loaded?.nodeCount == 2)

    var own = RunHeader(id: "r")
    own.computeTarget = "cluster"
    own.parameters = [NamedValue("SLURM_JOB_PARTITION", "a100"), NamedValue("NOT_SLURM_NNODES", "9")]
    let kept = LoadedRun(Run(header: own)).run?.header
    #expect(kept?.computeTarget == "cluster" && kept?.nodeCount == nil)
  }

  @Test(
    "Slurm's variables are known however a store writes their names, and other words are not",
    arguments: [
      ("SLURM_JOB_NODELIST", "JOB_NODELIST"), ("env.SLURM_NNODES", "NNODES"), ("slurm_job_partition", "JOB_PARTITION"),
      ("slurm/nodelist", "NODELIST"), ("cfg.slurm.job_num_nodes", "JOB_NUM_NODES"), ("SLURMD_NODENAME", "NODENAME"),
      ("s/SLURM_NODELIST", "NODELIST"), ("NOT_SLURM_NNODES", nil), ("myslurm_nnodes", nil), ("slurm", nil),
      ("slurmnodes", nil), ("ß_slurm_nnodes", nil), ("slurm.partition", nil), ("sss", nil), ("", nil),
    ] as [(String, String?)])
  func names(name: String, variable: String?) {
    #expect(SlurmVariable(NamedValue(name, "x"))?.name == variable)
    #expect(SlurmVariable(NamedValue(name, "")) == nil)
    #expect(SlurmVariable(NamedValue(String(repeating: "s", count: 200) + name, "x")) == nil)
  }

  @Test("Without a list the node's own name counts, and without a partition the cluster's or the only node's")
  func nodeName() {
    var header = RunHeader(id: "r")
    header.tags = [NamedValue("SLURMD_NODENAME", "gpu07")]
    let alone = LoadedRun(Run(header: header)).run?.header
    #expect(alone?.nodes == ["gpu07"] && alone?.computeTarget == "gpu07")
    header.tags += [NamedValue("SLURM_CLUSTER_NAME", "juno"), NamedValue("SLURM_JOB_NODELIST", "gpu[06-07]")]
    let both = LoadedRun(Run(header: header)).run?.header
    #expect(both?.nodes == ["gpu06", "gpu07"] && both?.computeTarget == "juno" && both?.nodeCount == nil)
  }
}
