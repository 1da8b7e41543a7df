import Markup
import TestSupport
import Testing

@Suite("The vectors of docs/charts.md")
struct ChartVectorTests {
  @Test("say what this code draws")
  func vectors() throws {
    var json = JSONWriter()
    json.beginObject()
    json.newline()
    NumberVectors.write(into: &json)
    SeriesVectors.write(into: &json)
    ChartVectorTests.write(RunVectors.all, as: "runCharts", into: &json)
    json.newline()
    ChartVectorTests.write(LineVectors.all, as: "charts", into: &json)
    json.endObject()
    #expect(json.bytes.count < 600_000)
    try Golden.expect(
      String(decoding: json.bytes, as: UTF8.self) + "\n", matches: "charts.json", in: Checkout.vectors)
  }

  private static func write(_ vectors: [ChartVector], as name: StaticString, into json: inout JSONWriter) {
    json.key(name)
    json.beginList()
    for vector in vectors {
      json.newline()
      vector.write(into: &json)
    }
    json.endList()
  }
}
