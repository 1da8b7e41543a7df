import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("Reading protobuf messages")
struct ProtobufReaderTests {
  private func fields(_ bytes: [UInt8]) -> (numbers: [Int], isDamaged: Bool) {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = ProtobufReader(buffer)
      var numbers: [Int] = []
      while let field = reader.next() { numbers.append(field.number) }
      return (numbers, reader.isDamaged)
    }
  }

  private func first<T>(_ bytes: [UInt8], _ body: (ProtobufReader.Field) -> T?) -> T? {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = ProtobufReader(buffer)
      return reader.next().flatMap(body)
    }
  }

  @Test("reads every wire type, in order")
  func wireTypes() {
    let bytes =
      WireWriter {
        $0.varint(1, 300)
        $0.text(2, "ü")
        $0.double(16, 0.5)
      }.bytes + [0x1D, 1, 0, 0, 0]
    #expect(fields(bytes).numbers == [1, 2, 16, 3])
    #expect(first(bytes) { $0.int64 } == 300)
    #expect(first(WireWriter { $0.text(2, "ü") }.bytes) { $0.text } == "ü")
    #expect(first(WireWriter { $0.double(6, -2.5) }.bytes) { $0.double } == -2.5)
    #expect(first(WireWriter { $0.varint(1, UInt64.max) }.bytes) { $0.int64 } == -1)
    #expect(first(WireWriter { $0.varint(5, 3) }.bytes) { $0.signedInt64 } == -2)
  }

  @Test("reads times and refuses ones no calendar has")
  func times() {
    let time = WireWriter { $0.time(1, seconds: 5, nanoseconds: 7_000_000) }.bytes
    #expect(first(time) { $0.time }?.milliseconds == 5007)
    #expect(first(WireWriter { $0.time(1, seconds: UInt64.max / 2) }.bytes) { $0.time } == nil)
    #expect(first(WireWriter { $0.time(1, seconds: 1, nanoseconds: UInt64.max) }.bytes) { $0.time } == nil)
  }

  @Test(
    "stops at what is no field",
    arguments: [
      [0x0A, 0x05, 0x41], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x00, 0x01], [0x0B],
      [0x0F], [0x09, 1, 2], [0x0D, 1], [0x80], [UInt8](repeating: 0xFF, count: 20),
    ])
  func damage(bytes: [UInt8]) {
    let whole = WireWriter { $0.varint(1, 1) }.bytes
    #expect(fields(whole + bytes).numbers == [1])
    #expect(fields(whole + bytes).isDamaged)
  }

  @Test("survives any bytes")
  func anyBytes() {
    var random = RandomNumbers(seed: 11)
    for _ in 0..<5000 {
      let size = Int.random(in: 0..<40, using: &random)
      let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(fields(bytes).numbers.count <= size)
    }
  }
}
