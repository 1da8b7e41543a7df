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
    json.key("charts")
    json.beginList()
    for vector in LineVectors.all {
      json.newline()
      vector.write(into: &json)
    }
    json.endList()
    json.endObject()
    #expect(json.bytes.count < 600_000)
    try Golden.expect(
      String(decoding: json.bytes, as: UTF8.self) + "\n", matches: "charts.json", in: Checkout.vectors)
  }
}
