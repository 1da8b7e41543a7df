import Digests
import RunModel
import TestSupport
import Testing

@testable import Pages

@Suite("The plan of a site")
struct SitePlanTests {
  private func run(_ id: String, parent: String? = nil, start: Int64 = 0) -> RunDigest {
    var header = RunHeader(id: id, name: id)
    header.parent = parent
    header.start = Timestamp(milliseconds: start)
    return RunDigest(Run(header: header))
  }

  private func plan(_ experiments: [[RunDigest]], store: Int = 0) -> SitePlan {
    SitePlan(
      contents(
        experiments.enumerated().map { index, runs in
          ExperimentIndex(
            experiment: Experiment(id: "\(index)", name: "e\(index)"), store: store, key: "\(index)",
            runs: MemoryDigests(runs).entries)
        }))
  }

  private func contents(_ experiments: [ExperimentIndex]) -> SiteContents {
    SiteContents(
      title: "t", generatedAt: Timestamp(milliseconds: 0), stores: [], experiments: experiments, artifactLimit: 1000)
  }

  @Test("puts children below their parents, newest parents first")
  func ordersChildren() {
    let plan = plan([
      [run("p", start: 1), run("c1", parent: "p", start: 2), run("q", start: 9), run("c2", parent: "c1", start: 3)]
    ])
    let runs = plan.experiments[0]
    // Digests are newest first: q, c2, c1, p.
    #expect(runs.order == [0, 3, 2, 1])
    #expect(runs.runs.map(\.depth) == [0, 2, 1, 0])
  }

  @Test("finds parents in other experiments and leaves missing ones out")
  func findsParents() {
    let plan = plan([[run("p")], [run("c", parent: "p"), run("lost", parent: "nobody")]])
    #expect(plan.experiments[1].runs[0].parent == RunPlace(experiment: 0, run: 0))
    #expect(plan.experiments[1].runs[1].parent == nil)
    #expect(plan.experiments[0].runs[0].children == [RunPlace(experiment: 1, run: 0)])
  }

  @Test("breaks cycles of parents and lists every run once")
  func breaksCycles() {
    let plan = plan([
      [run("a", parent: "c"), run("b", parent: "a"), run("c", parent: "b"), run("self", parent: "self")]
    ])
    #expect(plan.experiments[0].order.sorted() == [0, 1, 2, 3])
    let runs = plan.experiments[0].runs
    // One link of the circle is not followed, and that of a run to itself.
    #expect(runs.map(\.isParentCut).filter { $0 }.count == 2 && runs[3].isParentCut)
    #expect(runs.allSatisfy { ($0.parent == nil) == $0.isParentCut })
    #expect(plan.ancestors(of: RunPlace(experiment: 0, run: 0), limit: 100).count < 3)
  }

  @Test("orders children by the number behind their parent's id, else by their start")
  func ordersByIteration() {
    let plan = plan([
      [
        run("HD_1_10", parent: "HD_1", start: 1), run("HD_1_2", parent: "HD_1", start: 9),
        run("HD_1_setup", parent: "HD_1", start: 5), run("HD_1", start: 0),
      ]
    ])
    let runs = plan.experiments[0].runs
    // Digests are newest first: 2, setup, 10, and the parent.
    #expect(runs[3].children.map(\.run) == [0, 2, 1])
    #expect(runs.map(\.childNumber) == [0, 2, 1, 0])
  }

  @Test("names the runs above one, nearest first, as many as are asked for")
  func findsAncestors() {
    let plan = plan([(0..<50).map { run("r\($0)", parent: "r\($0 + 1)") } + [run("r50")]])
    let above = plan.ancestors(of: RunPlace(experiment: 0, run: 0), limit: 3)
    #expect(above.map(\.run) == [1, 2, 3])
    #expect(plan.ancestors(of: RunPlace(experiment: 0, run: 0), limit: 1000).count == 50)
  }

  @Test("gives each run a folder of its own even if ids repeat")
  func separatesTwins() {
    let plan = plan([[run("same"), run("same"), run("SAME")]])
    let folders = plan.experiments[0].runs.map { $0.folder.lowercased() }
    #expect(Set(folders).count == 3)
  }

  @Test("keeps files apart whose names differ only in case, or are made equal")
  func separatesFiles() {
    var paths = ["a/b.log", "a--b.log", "A/B.log", "x.html", "x.html.txt", "é.txt", "è.txt"]
    // What the second of two names is made is a name as well.
    paths.insert(PageName.hexHash("a--b.log", digits: 8) + "/a--b.log", at: 0)
    paths.insert(PageName.hexHash("a--b.log", digits: 8) + "-2/a--b.log", at: 0)
    let files = paths.map { RunFile(path: $0, location: "/", size: 1, role: .log) }
    let plans = FilePlan.plans(for: files, folder: "r", artifactLimit: 1000)
    #expect(Set(plans.compactMap { $0.copy?.lowercased() }).count == paths.count)
    #expect(Set(plans.compactMap { $0.page?.lowercased() }).count == paths.count)
  }

  @Test("keeps a file apart from a folder that is made to have its name")
  func separatesFilesFromFolders() {
    let folder = PageName.filePath("x ")
    let paths = [folder, "x /a.log", "B", "b/c", "d/e", "D"]
    let files = paths.map { RunFile(path: $0, location: "/", size: 1, role: .log) }
    let copies = FilePlan.plans(for: files, folder: "r", artifactLimit: 1000).compactMap { $0.copy?.lowercased() }
    #expect(copies.count == paths.count && copies[0] == "r/files/" + folder)
    for copy in copies { #expect(!copies.contains { $0.hasPrefix(copy + "/") }) }
  }

  @Test(
    "never serves a run's file under a name a browser runs", arguments: ["a.html", "a.svg", "a.js", "A.HTM", "a.xml"])
  func disarmsFiles(path: String) throws {
    let file = RunFile(path: path, location: "/", size: 1, role: .output)
    let plan = try #require(FilePlan.plans(for: [file], folder: "r", artifactLimit: 1000).first)
    #expect(plan.copy?.hasSuffix(".txt") == true)
  }

  @Test("neither copies nor shows what cannot be read, and lists what is too large")
  func leavesOut() {
    let link = RunFile(path: "l", location: "/", size: 1, role: .log, obstacle: .symbolicLink)
    let large = RunFile(path: "model.pt", location: "/", size: 1001, role: .output)
    let plans = FilePlan.plans(for: [link, large], folder: "r", artifactLimit: 1000)
    #expect(plans == [FilePlan(), FilePlan()])
  }
}
