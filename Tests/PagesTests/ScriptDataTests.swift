import Analysis
import Markup
import RunModel
import Testing

@testable import Pages

@Suite("Pieces of the script's data files")
struct ScriptDataTests {
  private func text(_ write: (inout MarkupWriter) -> Void) -> String {
    var writer = MarkupWriter()
    write(&writer)
    return writer.string
  }

  @Test("numbers: a row without one is a hole, NaN and infinities are numbers, the first of a row counts")
  func numbers() {
    var numbers = ScriptNumbers()
    #expect(numbers.isEmpty)
    numbers.add(0.1, row: 1)
    numbers.add(Double(nan: 1, signaling: false), row: 2)
    numbers.add(7.0, row: 2)
    numbers.add(-Double.infinity, row: 5)
    numbers.add(1 << 60 as Int64, row: 6)
    #expect(text { numbers.write(to: &$0) } == "[,0.1,NaN,,,-Infinity,1.152921504606847e+18,]")
  }

  @Test("numbers of more rows than one piece has are all there")
  func manyNumbers() {
    var numbers = ScriptNumbers()
    let values = (0..<10_000).map { $0 % 3 == 0 ? -1.7976931348623157e308 : Double($0) / 7 }
    for (row, value) in values.enumerated() { numbers.add(value, row: row) }
    let parts = text { numbers.write(to: &$0) }.dropFirst().dropLast(2).split(separator: ",")
    #expect(parts.map { Double($0) } == values)
  }

  @Test("texts: each once, escaped, cut at 200 characters, the first of a row counts")
  func texts() {
    var texts = ScriptTexts()
    texts.add("a\"\u{1}", row: 0)
    texts.add(String(repeating: "é", count: 201), row: 2)
    texts.add("a\"\u{1}", row: 3)
    texts.add("b", row: 3)
    texts.add(String(repeating: "x", count: 200), row: 4)
    let long = String(repeating: "é", count: 199) + "…"
    let whole = String(repeating: "x", count: 200)
    #expect(text { texts.write(to: &$0) } == #"{"t":["a\"\u0001","\#(long)","\#(whole)"],"v":[0,,1,0,2,]}"#)
  }

  private func script(_ series: [MetricSeries]) -> String {
    text { writer in
      writer.write(atMost: 4000) { cursor in
        var before: ScriptSeries?
        for one in series {
          let summary = SeriesSummary(one)
          let script = ScriptSeries(Thinning.thin(one), last: summary.last, logRatio: one.name == "loss" ? 30 : 1000)
          script.write(after: before, to: &cursor)
          cursor.raw("\n")
          before = script
        }
      }
    }
  }

  @Test("series: places and times that are those of the one before are left out")
  func sharedPlaces() {
    let none = MetricSeries.noTime
    let series = [
      MetricSeries(name: "a", steps: [0, 5], times: [1000, 2500], values: [1, 2]),
      MetricSeries(name: "b", steps: [0, 5], times: [1000, 2500], values: [0.5, 0.25]),
      MetricSeries(name: "c", steps: [1, 5], times: [1000, 2500], values: [0.5, 0.25]),
      MetricSeries(name: "loss", steps: [1, 5], times: [none, none], values: [0.5, 0.25]),
      MetricSeries(name: "e", steps: [1, 5], times: [none, none], values: [0.5, 0.25]),
      MetricSeries(name: "f", steps: [1, 5, 9], times: [none, 999, 1], values: [0.5, 0.25, 4]),
    ]
    #expect(
      script(series) == """
        {"n":2,"x":[0,5],"t0":1000,"t":[0,1.5],"y":[1,2]}
        {"n":2,"y":[0.5,0.25]}
        {"n":2,"x":[1,5],"y":[0.5,0.25]}
        {"n":2,"log":30,"t0":null,"y":[0.5,0.25]}
        {"n":2,"y":[0.5,0.25]}
        {"n":3,"x":[1,5,9],"t0":999,"t":[,0,-0.998],"y":[0.5,0.25,4]}

        """)
  }

  @Test("series: segments, values of one step, what is not finite, and a last value that is no point's")
  func unevenSeries() {
    let none = MetricSeries.noTime
    let series = MetricSeries(
      name: "a", steps: [0, 1, 2, 2, 1], times: Array(repeating: none, count: 5), values: [1, .nan, 2, 4, .infinity])
    #expect(
      script([series]) == """
        {"n":3,"b":[1],"x":[0,2],"t0":null,"y":[1,3],"low":[1,2],"high":[1,4],"c":[1,2],"nf":[[1,NaN,1],[1,Infinity,4]],"last":Infinity}

        """)
    let empty = MetricSeries(name: "a", steps: [0, 1], times: [none, none], values: [.nan, .nan])
    #expect(
      script([empty]) == """
        {"n":0,"x":[],"t0":null,"y":[],"nf":[[0,NaN],[1,NaN]],"last":NaN}

        """)
  }

  @Test("a table gives up first, mean and count before tags, and tags before metrics and parameters")
  func room() {
    func room(_ runs: Int, _ parameters: Int, _ metrics: Int, _ tags: Int) -> [Int] {
      let room = TableRoom(runs: runs, parameters: parameters, metrics: metrics, tags: tags)
      return [room.parameters, room.metrics, room.tags, room.hasMore ? 1 : 0]
    }
    #expect(room(0, 9, 9, 9) == [9, 9, 9, 1])
    #expect(room(10_000, 100, 50, 100) == [100, 50, 100, 1])
    #expect(room(100_000, 10, 10, 10) == [10, 10, 10, 0])
    #expect(room(100_000, 40, 10, 10) == [30, 10, 0, 0])
    #expect(room(100_000, 10, 30, 10) == [10, 16, 2, 0])
    #expect(room(100_000, 100, 100, 10) == [30, 10, 0, 0])
    #expect(room(10_000_000, 10, 10, 10) == [0, 0, 0, 0])
  }
}
