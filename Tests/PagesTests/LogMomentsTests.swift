import Digests
import Fingerprints
import Markup
import RunModel
import TestSupport
import Testing

@testable import Pages

@Suite("Lines of a log by time")
struct LogMomentsTests {
  /// 2026-11-23 04:12:07 UTC.
  private let start: Int64 = 1_795_407_127_000
  private let hour: Int64 = 3_600_000

  @Test("a moment leads to the last line that is not later", arguments: 0..<40)
  func isLastLine(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    var moment = start
    let lines = (1...300).map { line in
      moment += random.next() % 3 == 0 ? 0 : Int64(random.next() % 5000)
      return (line: line * 2, moment: moment)
    }
    let wanted = (0..<200).map { _ in start - 5000 + Int64(random.next() % UInt64(moment - start + 10_000)) }
    var moments = LogMoments(wanted)
    for line in lines { moments.add(line: line.line, moment: line.moment) }
    moments.finish()
    for time in wanted {
      #expect(moments[time]?.line == lines.last { $0.moment <= time }?.line)
    }
    #expect(moments[start - 6000] == nil)
    #expect(moments.lines.map(\.line) == moments.lines.map(\.line).sorted())
  }

  @Test("a clock that was set back, and a date of another year, lead nobody astray")
  func resistsDisorder() {
    var moments = LogMoments([start + 500, start + 2500, start + 9000])
    moments.add(line: 1, moment: start)
    moments.add(line: 2, moment: start + 400 * 24 * hour)
    moments.add(line: 3, moment: start + 2000)
    moments.add(line: 4, moment: start - 60_000)
    moments.add(line: 5, moment: start + 3000)
    moments.add(line: 6, moment: start - 24 * hour)
    moments.finish()
    #expect([500, 2500, 9000].map { moments[start + $0]?.line } == [1, 4, 6])
    #expect(moments.lines.map(\.moment) == [start, start + 2000, start + 3000])
  }

  @Test("a log without a zone is read as UTC where it then lies within the run, else in the hours with which it does")
  func findsZone() {
    let span = start...start + 3 * hour
    func zone(_ first: LogTime, _ last: LogTime) -> LogZone? { LogZone(first: first, last: last, in: span) }
    #expect(zone(.local(start + 5000), .local(start + hour))?.shift == 0)
    #expect(zone(.local(start + 5000), .local(start + hour))?.isAssumed == true)
    #expect(zone(.moment(start + 5000), .moment(start + hour))?.isAssumed == false)
    for hours in [-12.0, -5, -3.5, 1, 2, 5.5, 9, 14] {
      let shift = Int64(hours * Double(hour))
      let found = zone(.local(start + shift + 30_000), .local(start + 3 * hour + shift - 60_000))
      #expect(found?.shift == -shift)
    }
    #expect(zone(.local(start + hour + 1000), .local(start + 4 * hour))?.name == "UTC+01:00")
    #expect(zone(.local(start - 7 * hour / 2), .local(start - hour / 2))?.name == "UTC−03:30")
    // 05:12:07 to 08:12:00, with no date at all.
    #expect(zone(.clock(18_727_000), .clock(29_520_000))?.name == "UTC+01:00")
    // It began long before the run: UTC, since it at least meets it. Or it is of another day.
    #expect(zone(.local(start - 20 * hour), .local(start + hour))?.shift == 0)
    #expect(zone(.local(start - 48 * hour), .local(start - 40 * hour)) == nil)
    #expect(zone(.moment(start + 4 * hour), .moment(start + 5 * hour)) == nil)
    #expect(zone(.epoch(start + 4 * hour), .epoch(start + 5 * hour)) == nil)
  }

  @Test("a log of a zone that is quarters of an hour off is read in it, and one of a commoner zone is not")
  func findsQuarters() {
    let minute: Int64 = 60_000
    for length in [10 * minute, 3 * hour, 30 * hour] {
      let span = start...start + length
      for minutes in [-570, -210, 210, 270, 330, 345, 345, 390, 525, 570, 630, 765, 825] as [Int64] {
        let shift = minutes * minute
        let found = LogZone(
          first: .local(start + shift + 2000), last: .local(start + length + shift + 20_000), in: span)
        #expect(found?.shift == -shift, "\(minutes) min, \(length) ms")
      }
      // One that goes on for some minutes after its run is of whole hours all the same.
      for hours in -11...14 where hours != 0 {
        let shift = Int64(hours) * hour
        let found = LogZone(
          first: .local(start + shift + 2000), last: .local(start + length + shift + 10 * minute), in: span)
        #expect(found?.shift == -shift, "\(hours) h, \(length) ms")
      }
    }
    let span = start...start + hour
    #expect(
      LogZone(first: .local(start + 345 * minute), last: .local(start + 400 * minute), in: span)?.name == "UTC+05:45")
    #expect(
      LogZone(first: .local(start + 765 * minute), last: .local(start + 820 * minute), in: span)?.name == "UTC+12:45")
    // The second log of a run in India, begun when some of it was over.
    #expect(
      LogZone(first: .local(start + 352 * minute), last: .local(start + 388 * minute), in: span)?.name == "UTC+05:30")
  }

  /// What a run with a log becomes.
  private func files(_ log: String, times: [Int64], name: String = "logs/a.log", pieceSize: Int = 1 << 18) throws
    -> (MemoryOutput, RunPlan)
  {
    var header = RunHeader(id: "r", name: "lunar <comet>", status: .completed)
    header.start = Timestamp(milliseconds: start)
    header.end = Timestamp(milliseconds: start + hour)
    let series = MetricSeries(
      name: "loss", steps: times.indices.map(Int64.init), times: times,
      values: times.indices.map { $0 == 2 ? .nan : 1 / Double($0 + 1) })
    let file = RunFile(path: name, location: "/a", size: Int64(log.utf8.count), role: .log)
    let digest = RunDigest(Run(header: header, series: [series], files: [file]))
    let site = try SmallSite.make([("e", [digest])], artifactLimit: 10_000_000)
    let output = MemoryOutput(["/a": Array(log.utf8)], pieceSize: pieceSize)
    let plan = site.plan.run(RunPlace(experiment: 0, run: 0))
    try RunPages(site: site, plan: plan).write(to: output)
    return (output, plan)
  }

  private func stamp(_ moment: Int64) -> String {
    String(TimeText.iso(moment).dropLast()).split(separator: "T").joined(separator: " ")
  }

  @Test("a run's page has links to the lines at its values, across sections and pages, and the script gets the same")
  func linksLines() throws {
    // Every second line continues the one before it; one line a second.
    let count = 30_000
    let log = (0..<count).map { "\u{1B}[2m\(stamp(start + Int64($0) * 100))\u{1B}[0m line\n  goes on\n" }.joined()
    let times = [500_000, 1_250_050, 1_300_000, 2_999_000].map { start + $0 }
    for pieceSize in [1 << 18, 5000] {
      let (output, plan) = try files(log, times: times, pieceSize: pieceSize)
      let page = output.text(plan.page)
      for (labels, moment) in [("first, max", times[0]), ("first NaN or ∞", times[2]), ("min, last", times[3])] {
        let line = Int((moment - start) / 100) * 2 + 1
        let link = page.split(separator: "<a href=\"").first { $0.contains("#L\(line)\">\(labels)</a>") }
        let path = link?.prefix { $0 != "#" } ?? ""
        let target = output.text(plan.folder + "/" + path)
        #expect(target.contains("<li id=L\(line)><a") && target.contains("charts of these times"))
      }
      #expect(page.contains("logs/a.log names no zone of its times; they are read as UTC."))
      let script = output.text(plan.logTimesScript)
      let list = script.split(separator: "\"zone\":\"UTC\",\"lines\":[").last?.prefix { $0 != "]" }
      let numbers = list?.split(separator: ",").compactMap { Int($0) }
      let rows = stride(from: 0, to: numbers?.count ?? 0, by: 3).map { Array(numbers?[$0 + 1...$0 + 2] ?? []) }
      #expect(rows == [[10_001, Int(times[0])], [15_000, 750_000], [1000, 50_000], [33_980, 1_699_000]])
      #expect(output.text(plan.seriesScript).hasSuffix("],1);\n"))
    }
  }

  @Test("a log in another zone, or with times of day alone, says what was assumed")
  func tellsZone() throws {
    let times = (0..<5).map { start + 60_000 * Int64($0 + 1) }
    let local = (0..<60).map { "\(stamp(start + 2 * hour + Int64($0) * 60_000)) x\n" }.joined()
    for log in [local, (0..<60).map { "[06:\($0 < 48 ? 12 + $0 : 59):07] x\n" }.joined()] {
      let (output, plan) = try files(log, times: times)
      #expect(output.text(plan.page).contains("they are read as UTC+02:00, with which they fit the run."))
      #expect(output.text(plan.page).contains("<a href=\"logs/logs--a.log.html#L2\">first, max</a>"))
      let page = output.text(plan.folder + "/logs/logs--a.log.html")
      #expect(page.contains("<span>no zone, fits the run as UTC+02:00</span>"))
    }
    let zoned = (0..<60).map { "\(TimeText.iso(start + Int64($0) * 60_000)) x\n" }.joined()
    let (output, plan) = try files(zoned, times: times)
    #expect(output.text(plan.page).contains("#L2") && !output.text(plan.page).contains("zone"))
  }

  @Test("without times in the log or the metrics, or with those of another day, there is nothing of it")
  func staysAway() throws {
    let times = (0..<5).map { start + 60_000 * Int64($0 + 1) }
    let none = times.map { _ in MetricSeries.noTime }
    for (log, times) in [
      ("no time\n", times), ("\(stamp(start + 5000)) x\n", none), ("", times),
      ("\(stamp(start - 72 * hour)) x\n", times),
    ] {
      let (output, plan) = try files(log, times: times)
      #expect(!output.text(plan.page).contains("log-at") && output.files[plan.logTimesScript] == nil)
      #expect(output.text(plan.seriesScript).hasSuffix("]);\n"))
      #expect(!output.text(plan.folder + "/logs/logs--a.log.html").contains("log-charts"))
    }
  }

  @Test("pages of a log by time are no larger than others")
  func keepsSize() throws {
    let text = String(repeating: "<b>&", count: 20)
    let log = (0..<20_000).map { "\(stamp(start + Int64($0) * 100)) \(text)\n" }.joined()
    let (output, _) = try files(log, times: [start + 1000, start + 2000, start + 3000])
    #expect(output.files.filter { $0.key.contains("/logs/") }.allSatisfy { $0.value.count <= 96_000 })
  }
}
