import Foundation
import Markup
import TestSupport
import Testing

@Suite("JSON as bytes")
struct JSONWriterTests {
  private func parse(_ json: JSONWriter) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(json.bytes), options: .fragmentsAllowed)
  }

  @Test("commas and brackets are where they belong")
  func nests() {
    var json = JSONWriter()
    json.beginObject()
    json.key("a")
    json.beginList()
    json.integer(1)
    json.bool(true)
    json.null()
    json.beginObject()
    json.endObject()
    json.endList()
    json.key("b")
    json.string("c")
    json.endObject()
    #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":[1,true,null,{}],"b":"c"}"#)
  }

  @Test("a list with a line for each value is valid, empty or not", arguments: [0, 1, 3])
  func writesLines(count: Int) throws {
    var json = JSONWriter()
    json.beginList()
    for number in 0..<count {
      json.newline()
      json.integer(Int64(number))
    }
    json.finish()
    #expect(try parse(json) as? [Int] == Array(0..<count))
    #expect(json.bytes.count { $0 == 0x0A } == count + 2)
  }

  @Test("any text reads back as it was")
  func readsBackText() throws {
    var random = RandomNumbers(seed: 5)
    for _ in 0..<500 {
      let scalars = (0..<12).map { _ in
        Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &random) ? 0x7F : 0x10FFFF), using: &random)) ?? "\""
      }
      let text = String(String.UnicodeScalarView(scalars))
      var json = JSONWriter()
      json.string(text)
      let read = try #require(try parse(json) as? String)
      #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test("any byte reads back, wherever in a text it stands", arguments: 0..<20)
  func readsBackAnywhere(place: Int) throws {
    for code in UInt8.min..<0x80 {
      var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 20)
      bytes[place] = code
      let text = String(decoding: bytes, as: UTF8.self)
      var json = JSONWriter()
      json.string(text)
      #expect(try parse(json) as? String == text)
    }
  }

  @Test("any finite number reads back, others are strings")
  func readsBackNumbers() throws {
    var random = RandomNumbers(seed: 6)
    for _ in 0..<5000 {
      let value = Double(bitPattern: random.next())
      var json = JSONWriter()
      json.number(value)
      let text = String(decoding: json.bytes, as: UTF8.self)
      if value.isFinite { #expect(Double(text) == value) } else { #expect(text.hasPrefix("\"")) }
    }
    var json = JSONWriter()
    json.beginList()
    for value in [Double.nan, .infinity, -.infinity] { json.number(value) }
    json.endList()
    #expect(try parse(json) as? [String] == ["NaN", "Infinity", "-Infinity"])
  }
}
