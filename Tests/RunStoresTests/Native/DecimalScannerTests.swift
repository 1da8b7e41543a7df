import Foundation
import TestSupport
import Testing

@testable import RunStores

@Suite("Reading decimal numbers")
struct DecimalScannerTests {
  private func scan(_ text: String) -> DecimalScanner.Scanned? {
    Array(text.utf8).withUnsafeBufferPointer { DecimalScanner.scan($0, from: 0) }
  }

  @Test("gives the same double as the standard library for any number")
  func agreesWithStrtod() {
    var random = RandomNumbers(seed: 7)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(scan("\(value)")?.value == value)
      let short = (Double.random(in: -1000...1000, using: &random) * 1e6).rounded() / 1e6
      #expect(scan("\(short)")?.value == short)
    }
  }

  @Test(
    "knows whole numbers up to 64 bits",
    arguments: [
      ("0", 0), ("-1", -1), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("007", 7),
    ])
  func wholeNumbers(text: String, value: Int64) {
    #expect(scan(text)?.integer == value)
  }

  @Test("has no whole number for anything else", arguments: ["1.0", "1e3", "9223372036854775808", "1e400"])
  func notWhole(text: String) throws {
    #expect(try #require(scan(text)).integer == nil)
  }

  @Test("refuses what is no number", arguments: ["", "-", ".", "e5", "+", "x1", "-.e1"])
  func refuses(text: String) {
    #expect(scan(text) == nil)
  }

  @Test("ends at any byte that is no digit, wherever it stands", arguments: 1..<20)
  func endsAnywhere(place: Int) {
    for byte in UInt8.min...UInt8.max where !(0x30...0x39).contains(byte) && ![0x2E, 0x45, 0x65].contains(byte) {
      var bytes = Array("123456789012345678901".utf8)
      bytes[place] = byte
      let scanned = bytes.withUnsafeBufferPointer { DecimalScanner.scan($0, from: 0) }
      #expect(scanned?.end == place)
      #expect(scanned?.value == Double(String(decoding: bytes[..<place], as: UTF8.self)))
    }
  }

  @Test("stops where the number ends")
  func stops() {
    #expect(scan("12,3")?.end == 2)
    #expect(scan("1.5e")?.end == 3)
    #expect(scan("1e+")?.end == 1)
  }
}
