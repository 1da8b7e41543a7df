import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

/// Where runs of real stores were and whose children they are, against what is on disk, found there without the
/// readers: by the names of files, the bytes of tags, or by eye.
@Suite(
  "Targets, nodes and parents in real stores",
  .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
struct ComputeConformanceTests {
  /// All files below a folder of the shared data, relative to it.
  private static func files(below folder: String) -> [String] {
    FileManager.default.enumerator(atPath: Checkout.sharedData + "/" + folder)?.compactMap { $0 as? String } ?? []
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: Checkout.sharedData + "/" + path)), as: UTF8.self)
  }

  private static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  // MARK: Azure ML

  /// Read by eye; each word stands in the file named beside it, below `artifacts`.
  struct Azure: Sendable, CustomTestStringConvertible {
    var store: String
    var target: String
    var targetFile: String
    var node: String
    var nodeFile: String
    var nodeCount: Int?
    var parent: String?

    var testDescription: String { store }
  }

  static let azure = [
    Azure(
      store: "fmussari+mslearn-aml-cli", target: "ci71974", targetFile: "system_logs/lifecycler/vm-bootstrapper.log",
      node: "tvmps_c76b6cf25b15f0f16cef05fe81ca3739dad13ab8ff7848d5c812de3ccdbb3090_d",
      nodeFile: "system_logs/cs_capability/cs-capability.log", nodeCount: nil, parent: nil),
    // `ComputeTarget:[AmlCompute]` stands beside it, which is the kind of the target.
    Azure(
      store: "kasjan2137+azure-ml-pipeline", target: "training-cluster", targetFile: "logs/azureml/executionlogs.txt",
      node: "tvmps_8fb7f64b5dc8faaa66a872a8cf8639c8d93d5a426b49c196bbe361839df1da7f_d",
      nodeFile: "system_logs/data_capability/data-capability.log", nodeCount: 1, parent: "tough_tray_vkndrpzld5"),
  ]

  @Test("are those of Azure ML's logs", arguments: azure)
  func azureML(expected: Azure) throws {
    let place = "azureml/\(expected.store)"
    #expect(try Self.text("\(place)/artifacts/\(expected.targetFile)").contains("\"\(expected.target)\""))
    #expect(try Self.text("\(place)/artifacts/\(expected.nodeFile)").contains(expected.node))
    let header = try #require(try StoreContents(at: Checkout.sharedData + "/" + place, format: "Azure ML").run).header
    #expect(header.computeTarget == expected.target && header.nodes == [expected.node])
    #expect(header.nodeCount == expected.nodeCount && header.parent == expected.parent)
  }

  // MARK: TensorBoard

  /// A logdir, whether its sessions have runs below them, and how many hosts and children there must be.
  struct Logdir: Sendable, CustomTestStringConvertible {
    var path: String
    var hosts: Set<String>
    var children: Int?

    var testDescription: String { path }
  }

  static let logdirs = [
    Logdir(
      path: "tensorboard/ARM-software+keyword-transformer", hosts: ["ip-172-31-12-175", "ip-172-31-22-172"], children: 0
    ),
    Logdir(
      path: "tensorboard/Alwaysproblem+tensorboard-review", hosts: ["ezio-virtual-machine", "LEMON"], children: 36),
    Logdir(path: "tensorboard/janosh+tensorboard-reducer", hosts: ["janoshs-mbp.lan"], children: 0),
    Logdir(path: "generated/tensorboard/logs/broken", hosts: ["host"], children: 0),
    Logdir(path: "generated/tensorboard/logs/hparams_x", hosts: ["vm"], children: nil),
    // What a script appends to the name cannot be told from the host.
    Logdir(path: "generated/tensorboard/logs/restart", hosts: ["vm.a", "vm.b"], children: 0),
  ]

  @Test("are the hosts in the names of event files, and the sessions above", arguments: logdirs)
  func tensorBoard(logdir: Logdir) throws {
    let pattern = try NSRegularExpression(
      pattern: #"tfevents\.[0-9]+\.(.+?)(\.[0-9]+\.[0-9]+(\.v2)?|\.profile-empty)?$"#)
    var hosts: [String: Set<String>] = [:]
    var sessions: Set<String> = []
    for file in Self.files(below: logdir.path) where file.contains("tfevents") {
      let name = file as NSString
      let match = try #require(pattern.firstMatch(in: file, range: NSRange(location: 0, length: name.length)))
      hosts[Self.folder(of: file), default: []].insert(name.substring(with: match.range(at: 1)))
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Checkout.sharedData)/\(logdir.path)/\(file)"))
      if bytes.range(of: Data("_hparams_/session_start_info".utf8)) != nil {
        sessions.insert(Self.folder(of: file))
      }
    }
    #expect(hosts.values.reduce(into: Set()) { $0.formUnion($1) } == logdir.hosts)

    let runs = try StoreContents(at: Checkout.sharedData + "/" + logdir.path, format: "TensorBoard").runs
    #expect(runs.map(\.key).sorted() == hosts.keys.sorted())
    for (key, header) in runs.map({ ($0.key, $0.run.header) }) {
      #expect(Set(header.nodes) == hosts[key] && header.nodes.count == hosts[key]?.count, "\(key)")
      #expect(header.computeTarget == header.nodes.first)
    }
    guard let children = logdir.children else { return }
    #expect(runs.count { $0.run.header.parent != nil } == children)
    for (key, header) in runs.map({ ($0.key, $0.run.header) }) {
      let above = Self.folder(of: key)
      let session = key != "." && sessions.contains(above) && !sessions.contains(key) ? above : nil
      #expect(header.parent == session, "\(key)")
    }
  }

  // MARK: MLflow

  static let mlflow: [(store: String, children: Int)] = [
    ("mlflow-filestore/1234525344+stock-quant", 0),
    ("mlflow-filestore/PacktPublishing+Hyperparameter-Tuning-with-Python", 6),
    ("mlflow-filestore/nachitog83+AprendizajeProfundo", 0), ("mlflow-filestore/tipresias+augury", 0),
    ("generated/mlflow/filestore", 8),
  ]

  @Test("are the tags of MLflow, none of which names a machine", arguments: mlflow)
  func mlflowFiles(store: String, children: Int) throws {
    var parents: [String: String] = [:]
    for file in Self.files(below: store) where file.contains("/tags/") {
      let name = (file as NSString).lastPathComponent
      #expect(!name.lowercased().contains("compute") && !name.lowercased().contains("slurm"))
      guard name == "mlflow.parentRunId" else { continue }
      let run = (Self.folder(of: Self.folder(of: file)) as NSString).lastPathComponent
      parents[run] = try Self.text("\(store)/\(file)").trimmingCharacters(in: .whitespacesAndNewlines)
    }
    #expect(parents.count == children)
    let runs = try StoreContents(at: Checkout.sharedData + "/" + store, format: "MLflow files").runs.map(\.run.header)
    #expect(!runs.isEmpty && runs.allSatisfy { $0.computeTarget == nil && $0.nodes.isEmpty })
    for run in runs { #expect(run.parent == parents[run.id], "\(run.id)") }
  }

  // MARK: Others

  @Test("are the host in the records of W&B")
  func wandb() throws {
    let place = "generated/wandb/wandb"
    for file in Self.files(below: place) where file.hasSuffix(".wandb") {
      // `RunRecord.host`: field 13, two bytes.
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Checkout.sharedData)/\(place)/\(file)"))
      #expect(bytes.range(of: Data([13 << 3 | 2, 2] + Array("vm".utf8))) != nil)
    }
    let runs = try StoreContents(at: Checkout.sharedData + "/" + place, format: "Weights & Biases").runs
    #expect(runs.count == 2)
    #expect(runs.allSatisfy { $0.run.header.computeTarget == "vm" && $0.run.header.nodes == ["vm"] })
  }

  @Test(
    "are the host in Sacred's `run.json`",
    arguments: ["sacred/thomyphan+messy_smac", "sacred/catniplab+ML-music-analysis", "generated/small/sacred_runs"])
  func sacred(store: String) throws {
    let pattern = try NSRegularExpression(pattern: #""hostname": "([^"]*)""#)
    let hosts = try Self.files(below: store).filter { $0.hasSuffix("/run.json") }.map { file in
      let text = try Self.text("\(store)/\(file)")
      let match = try #require(pattern.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)))
      return (text as NSString).substring(with: match.range(at: 1))
    }
    let runs = try StoreContents(at: Checkout.sharedData + "/" + store, format: "Sacred").runs.map(\.run.header)
    #expect(!hosts.isEmpty && runs.compactMap(\.computeTarget).sorted() == hosts.sorted())
    #expect(runs.flatMap(\.nodes).sorted() == hosts.sorted() && runs.allSatisfy { $0.parent == nil })
  }
}
