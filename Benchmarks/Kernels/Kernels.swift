import Analysis
import Charts
import Foundation
import Markup
import Notes
import RunLog
import RunModel

/// The pure parts of the program by themselves, so that they can be timed beside their peers, or counted in
/// instructions: `kernels NAME [COUNT]` prints the fastest of twenty rounds as JSON.
@main
enum Kernels {
  static func main() {
    let arguments = CommandLine.arguments
    let count = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1_000_000
    let rounds = ProcessInfo.processInfo.environment["KERNEL_ROUNDS"].flatMap(Int.init) ?? 20
    switch arguments.dropFirst().first {
    case "thinning":
      let series = series(count)
      time(rounds) { Thinning.thin(series).segments.count }
    case "summary":
      let series = series(count)
      time(rounds) { SeriesSummary(series).count }
    case "charts":
      let lines = (0..<8).map { line(points: 500, number: $0) }
      time(rounds) { (0..<count).reduce(0) { sum, number in sum + chart(lines, number: number) } }
    case "long-chart":
      // Ten runs of so many values: thinned and drawn, and drawn alone.
      let runs = (0..<10).map { series(count, seed: UInt64($0)) }
      time(rounds) { chart(lines(runs), number: 0) }
    case "long-chart-drawing":
      let lines = lines((0..<10).map { series(count, seed: UInt64($0)) })
      time(rounds) { chart(lines, number: 0) }
    case "notes":
      // A file to render, in place of a count.
      let text = arguments.count > 2 ? (try? String(contentsOfFile: arguments[2], encoding: .utf8)) ?? "" : ""
      time(rounds) { NoteRenderer.html(markdown: text, headingOffset: 2) { _, _ in nil }.bytes.count }
    case "logging":
      // Values logged to a run of a store in the folder that is named.
      let folder = arguments.count > 3 ? arguments[3] : FileManager.default.temporaryDirectory.path
      time(rounds) { (try? log(count, in: folder)) ?? 0 }
    default:
      print("kernels logging COUNT FOLDER")
      print("kernels thinning|summary|charts|long-chart|long-chart-drawing COUNT, kernels notes FILE")
      exit(64)
    }
  }

  private static func time(_ rounds: Int, _ body: () -> Int) {
    var best = Double.infinity
    var result = 0
    for _ in 0..<max(1, rounds) {
      let started = Date()
      result = body()
      best = min(best, Date().timeIntervalSince(started))
    }
    print("{\"seconds\": \(best), \"result\": \(result)}")
  }

  /// Logs values one by one and removes what was written.
  private static func log(_ count: Int, in folder: String) throws -> Int {
    let run = try RunLog.Run.start(in: folder + "/kernels", experiment: "logging", source: nil)
    for step in 0..<count { try run.log("train/loss", 1 / Double(step + 1), step: step) }
    try FileManager.default.removeItem(atPath: folder + "/kernels")
    return count
  }

  /// A noisy fall, the same in every process.
  private static func series(_ count: Int, seed: UInt64 = 7) -> MetricSeries {
    var state = seed
    var series = MetricSeries(name: "loss")
    for step in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Double(state >> 40) / Double(1 << 24)
      series.append(step: Int64(step), time: MetricSeries.noTime, value: 1 / (1 + Double(step) / 1000) + noise / 10)
    }
    return series
  }

  private static func lines(_ runs: [MetricSeries]) -> [ChartSeries] {
    runs.enumerated().map { number, series in
      ChartSeries(
        label: "run \(number)", style: SeriesStyle(colour: number, dash: 0), isEmphasised: number == 0,
        segments: Thinning.thin(series).segments.map { segment in
          segment.map { ChartPoint(x: $0.x, low: $0.low, high: $0.high, mid: $0.mid, count: $0.count) }
        }, nonFinite: [], last: series.values.last)
    }
  }

  private static func line(points: Int, number: Int) -> ChartSeries {
    let thinned = Thinning.thin(series(points))
    return ChartSeries(
      label: "run \(number)", style: SeriesStyle(colour: number, dash: 0), isEmphasised: number == 0,
      segments: thinned.segments.map { $0.map { ChartPoint(x: $0.x, y: $0.mid + Double(number) / 10) } }, nonFinite: [],
      last: 0.1)
  }

  private static func chart(_ lines: [ChartSeries], number: Int) -> Int {
    var writer = MarkupWriter()
    LineChart(
      id: "chart-\(number)", title: "loss", xLabel: "step", yScale: .automatic(), series: lines,
      size: ChartSize(width: 400, height: 220)
    ).write(into: &writer)
    return writer.bytes.count
  }
}
