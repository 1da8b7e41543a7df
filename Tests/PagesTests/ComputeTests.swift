import Analysis
import Digests
import Fingerprints
import RunModel
import Testing

@testable import Pages

@Suite("Compute targets")
struct ComputeTests {
  private static let hour = 3_600_000 as Int64
  /// Monday, 5 January 1970.
  private static let monday = 4 * 24 * hour

  private static func run(
    _ id: String, on target: String? = "gpu", start: Int64? = 0, end: Int64? = nil, submitted: Int64? = nil,
    nodes: [String] = [], nodeCount: Int? = nil, parent: String? = nil, status: RunStatus = .completed
  ) -> RunDigest {
    var header = RunHeader(id: id, name: id, status: status)
    header.computeTarget = target
    header.submitted = submitted.map(Timestamp.init)
    header.start = start.map(Timestamp.init)
    header.end = end.map(Timestamp.init)
    header.nodes = nodes
    header.nodeCount = nodeCount
    header.parent = parent
    return RunDigest(Run(header: header))
  }

  private static func stay(_ run: RunDigest) -> ComputeRun {
    ComputeRun(run, at: RunPlace(experiment: 0, run: 0), state: .reported(run.header.status), isParent: false)
  }

  @Test("No two runs overlap in a lane, each run is in a lane of each of its nodes, and no lane is more than needed")
  func lanes() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let stays = (0..<Int.random(in: 0...60, using: &random)).map { _ -> NodeLanes.Stay in
        let start = Int64.random(in: 0...100, using: &random)
        let nodes = (0..<Int.random(in: 0...3, using: &random)).map { _ in "n\(Int.random(in: 0...4, using: &random))" }
        return .init(time: start..<start + Int64.random(in: 0...30, using: &random), nodes: nodes)
      }
      let lanes = NodeLanes(stays, limit: .max)
      #expect(lanes.leftOut == 0)
      for lane in lanes.lanes {
        for (first, second) in zip(lane.stays, lane.stays.dropFirst()) {
          #expect(stays[first].time.upperBound <= stays[second].time.lowerBound)
        }
      }
      for (index, stay) in stays.enumerated() {
        let found = lanes.lanes.filter { $0.stays.contains(index) }.map(\.node)
        #expect(Set(found) == (stay.nodes.isEmpty ? [nil] : Set(stay.nodes.map { $0 })))
        #expect(found.count == max(1, Set(stay.nodes).count))
      }
      // As many lanes without a node as run at once, those that take no time aside.
      let unknown = stays.filter { $0.nodes.isEmpty && !$0.time.isEmpty }
      let most = unknown.map { at in unknown.count { $0.time.contains(at.time.lowerBound) } }.max() ?? 0
      if stays.allSatisfy({ !$0.time.isEmpty }) { #expect(lanes.lanes.count { $0.node == nil } == most) }
    }
  }

  @Test("The totals of the weeks add up to what the runs took, and no week is busier than it is long")
  func weeks() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let runs = (0..<Int.random(in: 1...40, using: &random)).map { number in
        let submitted = Int64.random(in: -900...900, using: &random) * Self.hour
        let start = submitted + Int64.random(in: 0...50, using: &random) * Self.hour
        let end = start + Int64.random(in: 0...600, using: &random) * Self.hour
        return Self.stay(
          Self.run("\(number)", start: start, end: end, submitted: submitted, nodeCount: Int.random(in: 1...4)))
      }
      let latest = runs.compactMap(\.last).max() ?? 0
      let weeks = ComputeWeeks(runs, latest: latest, limit: .max / 1_000_000_000).weeks
      #expect(weeks.reduce(0) { $0 + $1.runs } == runs.count)
      #expect(weeks.reduce(0) { $0 + $1.runTime } == runs.reduce(0) { $0 + Int64($1.running?.count ?? 0) })
      #expect(weeks.reduce(0) { $0 + $1.queuedTime } == runs.reduce(0) { $0 + Int64($1.waiting?.count ?? 0) })
      #expect(
        weeks.reduce(0) { $0 + $1.nodeTime } == runs.reduce(0) { $0 + Double(($1.running?.count ?? 0) * $1.nodeCount) })
      #expect(weeks.allSatisfy { $0.busyTime <= min(ComputeWeeks.length, $0.runTime) })
      #expect(weeks.allSatisfy { ($0.start - Self.monday) % ComputeWeeks.length == 0 })
      #expect(zip(weeks, weeks.dropFirst()).allSatisfy { $1.start - $0.start == ComputeWeeks.length })
    }
  }

  @Test("A run over the end of a week is shared between both weeks, and a parent counts in none")
  func border() {
    let next = Self.monday + ComputeWeeks.length
    let run = Self.stay(Self.run("a", start: next - Self.hour, end: next + 3 * Self.hour, nodeCount: 2))
    var parent = run
    parent.isParent = true
    let weeks = ComputeWeeks([run, parent], latest: next + 3 * Self.hour).weeks
    #expect(weeks.map(\.runTime) == [Self.hour, 3 * Self.hour] && weeks.map(\.runs) == [1, 0])
    #expect(weeks.map(\.nodeTime) == [Double(2 * Self.hour), Double(6 * Self.hour)])
  }

  @Test("Moments that no clock has, and runs over thousands of years, cost no more weeks than a year has")
  func hostile() {
    let runs = [
      Self.stay(Self.run("a", start: .min, end: .max, submitted: .min, nodeCount: .max)),
      Self.stay(Self.run("b", start: -8_640_000_000_000_000, end: 8_640_000_000_000_000, nodeCount: -4)),
      Self.stay(Self.run("c", start: 5 * Self.hour, end: 2 * Self.hour)),
      Self.stay(Self.run("d", start: 5 * Self.hour, end: 6 * Self.hour, submitted: 9 * Self.hour)),
    ]
    #expect(runs[0].running == nil && runs[0].nodeCount <= 1_000_000 && runs[1].nodeCount == 1)
    #expect(runs[2].running == 5 * Self.hour..<5 * Self.hour && runs[2].isSkewed)
    #expect(runs[3].waiting == nil && runs[3].isSkewed)
    let weeks = ComputeWeeks(runs, latest: 8_640_000_000_000_000)
    #expect(weeks.weeks.count == ComputeWeeks.limit && weeks.earlierRuns == 2)
  }

  @Test("A site whose runs name no compute target has no page of them, and no link")
  func none() throws {
    let site = try SmallSite.make([("e", [Self.run("a", on: nil)])])
    let output = try SmallSite.files(site)
    #expect(!output.files.keys.contains { $0.hasPrefix("compute/") })
    #expect(!output.text("index.html").contains("compute/index.html"))
  }

  @Test("Running and queued runs come first, then those that are done, children below their parents")
  func order() throws {
    let site = try SmallSite.make([
      (
        "e",
        [
          Self.run("old", start: 1000, end: 2000), Self.run("waits", start: nil, submitted: 500_000, status: .queued),
          Self.run("sweep", start: 3000, end: 9000), Self.run("second", start: 5000, end: 6000, parent: "sweep"),
          Self.run("first", start: 4000, end: 5000, parent: "sweep"),
          Self.run("live", start: 900_000, submitted: 800_000, status: .running),
          Self.run("elsewhere", on: "cpu", start: 10, end: 20),
        ]
      )
    ])
    let output = try SmallSite.files(site, jobs: "compute/")
    let path = try #require(site.plan.target(named: "gpu")?.page)
    let page = output.text(path)
    let names = ["live", "waits", "Timeline</h2>", "By week</h2>", "Finished</h2>", "sweep", "first", "second", "old"]
    let tables = page.split(separator: "<svg").map { $0.split(separator: "</svg>").last ?? "" }.joined()
    var rest = tables[...]
    for name in names {
      let place = try #require(
        rest.firstRange(of: ">\(name)") ?? rest.firstRange(of: name), "\(name) is not in its place")
      rest = rest[place.upperBound...]
    }
    #expect(!page.contains("elsewhere"))
    #expect(page.contains("class=\"t i1\""))
    #expect(page.contains("lanes are not machines"))
    #expect(page.contains("1 parent of these runs not drawn"))
    #expect(page.contains("1 queued, on no node yet"))
    let list = output.text("compute/index.html")
    #expect(list.contains(">gpu</a>") && list.contains(">cpu</a>"))
  }

  @Test("A run that waits, or gave up waiting, is drawn from when it was queued, and the legend says how")
  func queued() throws {
    let site = try SmallSite.make([
      (
        "e",
        [
          Self.run("ran", start: 2 * Self.hour, end: 8 * Self.hour, submitted: Self.hour, nodes: ["n1"]),
          Self.run("waits", start: nil, submitted: 3 * Self.hour, status: .queued),
          Self.run("gave-up", start: nil, end: 5 * Self.hour, submitted: 4 * Self.hour, status: .canceled),
        ]
      )
    ])
    let page = try SmallSite.files(site, jobs: "compute/gpu").text(try #require(site.plan.target(named: "gpu")?.page))
    let start = try #require(page.firstRange(of: "<section class=timeline")).lowerBound
    let drawing = page[start...].prefix(upTo: try #require(page[start...].firstRange(of: "</svg>")).lowerBound)
    // Up to the last known moment of the target, since one that waits gives no sign.
    #expect(drawing.contains("waits: queued") && drawing.contains("queued for 5h 00m"))
    #expect(drawing.contains("gave-up: canceled") && drawing.contains("queued for 1h 00m"))
    #expect(drawing.contains(">queued</text>") && drawing.contains(">still queued</text>"))
    #expect(drawing.contains(">ran</text>") && !drawing.contains(">still runs</text>"))
    #expect(page.contains("thin line: queued · empty: idle"))
    #expect(page.contains("<td>5h 00m"))
  }

  @Test("A target on which nothing ever started has a timeline of what waits")
  func onlyQueued() throws {
    let site = try SmallSite.make([("e", [Self.run("waits", start: nil, submitted: 3 * Self.hour, status: .queued)])])
    let page = try SmallSite.files(site, jobs: "compute/gpu").text(try #require(site.plan.target(named: "gpu")?.page))
    #expect(page.contains(">still queued</text>") && !page.contains(">ran</text>") && !page.contains("empty: idle"))
  }

  @Test("runs.csv and runs.json say when runs were queued and on which nodes they were, if any run knows it")
  func files() throws {
    func files(_ runs: [RunDigest]) throws -> (csv: String, json: String) {
      let site = try SmallSite.make([("e", runs)])
      let output = try SmallSite.files(site)
      return (output.text("runs/runs.csv"), output.text("runs/runs.json"))
    }
    let known = try files([
      Self.run("a", start: 1000, end: 2000, submitted: 500, nodes: ["n1", "n,2"]), Self.run("b", on: nil),
    ])
    let rows = known.csv.split(whereSeparator: \.isNewline)
    #expect(rows[0].hasSuffix("compute_target,node_count,commit,submitted,nodes"))
    #expect(rows.contains { $0.hasSuffix("gpu,,,1970-01-01T00:00:00.500Z,\"n1 n,2\"") })
    #expect(rows.contains { $0.hasSuffix(",,,,") })
    #expect(known.json.contains(#""submitted":"1970-01-01T00:00:00.500Z""#))
    #expect(known.json.contains(#""nodes":["n1","n,2"]"#))
    let unknown = try files([Self.run("a")])
    #expect(!unknown.csv.contains("submitted") && !unknown.csv.contains("nodes"))
    #expect(!unknown.json.contains("submitted") && !unknown.json.contains("\"nodes\""))
  }

  @Test("A run that says it runs but is silent is not among those that run")
  func stale() throws {
    let silent = Self.run("silent", start: -100 * Self.hour, status: .running)
    let site = try SmallSite.make([("e", [silent])])
    let page = try SmallSite.files(site, jobs: "compute/gpu").text(try #require(site.plan.target(named: "gpu")?.page))
    #expect(page.contains("Nothing runs or waits here."))
  }

  @Test("Nodes have a lane each, named, and what is in names does nothing")
  func nodes() throws {
    let site = try SmallSite.make([
      ("e", [Self.run("a", on: "<b>gpu", start: 0, end: 1000, nodes: ["n2", "n10", "<script>"], nodeCount: 3)])
    ])
    let page = try SmallSite.files(site, jobs: "compute/").text(try #require(site.plan.target(named: "<b>gpu")?.page))
    #expect(!page.contains("<b>gpu") && !page.contains("<script>"))
    let two = try #require(page.firstRange(of: ">n2</text>"))
    let ten = try #require(page.firstRange(of: ">n10</text>"))
    #expect(two.lowerBound < ten.lowerBound)
    #expect(!page.contains("lanes are not machines"))
  }

  @Test("Targets whose names were chosen so that they are one name in the site have a page each")
  func collision() throws {
    let names = ["gpu[@${", "gpu#_}["]
    #expect(PageName.slug(names[0], identity: names[0]) == PageName.slug(names[1], identity: names[1]))
    let site = try SmallSite.make([("e", names.map { Self.run($0, on: $0, end: 1) })])
    let output = try SmallSite.files(site, jobs: "compute/")
    let pages = try names.map { try #require(site.plan.target(named: $0)?.page) }
    #expect(Set(pages).count == 2)
    for (name, page) in zip(names, pages) { #expect(output.text(page).contains("<title>" + name)) }
  }

  @Test("Many runs below a long chain of runs elsewhere are put below the nearest of theirs, each link looked at once")
  func chain() {
    func place(_ run: Int) -> RunPlace { RunPlace(experiment: 0, run: run) }
    // 0 is on the target, 1 to 9,999 in a chain below it are not, all others stand below the end of the chain.
    let runs = [0] + Array(10_000..<30_000)
    var looks = 0
    let rows = ComputeRows(runs.map { ComputeRun(place: place($0)) }) { run in
      looks += 1
      return run.run == 0 ? nil : place(min(run.run, 10_000) - 1)
    }
    #expect(rows.rows.count == runs.count && rows.rows.dropFirst().allSatisfy { $0.depth == 1 })
    #expect(looks < 3 * 30_000)
  }

  @Test("Ten thousand runs take pages of 500, and a timeline of the latest 400")
  func many() throws {
    let runs = (-10_000..<0).map { Self.run("r\($0)", start: Int64($0) * 60_000, end: Int64($0) * 60_000 + 30_000) }
    let site = try SmallSite.make([("e", runs)])
    let target = try #require(site.plan.target(named: "gpu"))
    let output = MemoryOutput()
    try ComputePages(site: site, plan: target).write(to: output)
    #expect(output.files.count == 20 && output.files[target.page(20)] != nil)
    #expect(output.text(target.page).contains("the latest 400 of 10,000 runs"))
    #expect(output.files[target.page].map { $0.count < 500_000 } == true)
  }

  @Test("A page of a compute target is made again when a run on it changes, not when another does")
  func inputs() throws {
    func inputs(_ gpu: RunStatus, _ cpu: RunStatus) throws -> [JobRecord.Input] {
      let site = try SmallSite.make([
        ("e", [Self.run("a", end: 5, status: gpu)]), ("f", [Self.run("b", on: "cpu", end: 5, status: cpu)]),
      ])
      let page = try #require(site.plan.target(named: "gpu")?.page)
      return try SmallSite.job(page, of: site).inputs()
    }
    #expect(try inputs(.completed, .completed) == inputs(.completed, .failed))
    #expect(try inputs(.completed, .completed) != inputs(.failed, .completed))
  }

  @Test("Where each run has a host of its own, the latest have pages, and the others are counted")
  func limit() throws {
    let runs = (0..<300).map { Self.run("r\($0)", on: "pod-\($0)", start: Int64($0), end: Int64($0)) }
    let site = try SmallSite.make([("e", runs)])
    #expect(site.plan.targets.count == ComputePlan.limit && site.plan.unlistedTargets == 100)
    #expect(site.plan.target(named: "pod-299") != nil && site.plan.target(named: "pod-0") == nil)
    #expect(
      try SmallSite.files(site, jobs: "compute/index").text("compute/index.html").contains(
        "300 compute targets, the latest 200 shown"))
  }
}
