import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("The record log of a .wandb file")
struct RecordLogTests {
  private func read(_ bytes: [UInt8]) -> (records: [[UInt8]], log: RecordLog) {
    var records: [[UInt8]] = []
    let log = bytes.withUnsafeBufferPointer { buffer in
      RecordLog.read(buffer) { record in
        records.append(Array(record.bytes))
        return true
      }
    }
    return (records, log)
  }

  /// Records of sizes that fill blocks, leave less than a chunk's head, and span several.
  private static let sizes = [10, 0, 32_000, 700, 32_754, 1, 100_000, 5, 65_529, 3]

  private var file: RecordFile {
    RecordFile { file in
      for (number, size) in RecordLogTests.sizes.enumerated() {
        file.append([UInt8](repeating: UInt8(number + 1), count: size))
      }
    }
  }

  @Test("knows zlib's CRC-32")
  func checksum() {
    let digits = Array("123456789".utf8)
    #expect(digits.withUnsafeBufferPointer { CRC32.checksum($0) } == 0xCBF4_3926)
    var random = RandomNumbers(seed: 3)
    for size in 0..<100 {
      let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(bytes.withUnsafeBufferPointer { CRC32.checksum($0) } == RecordFile.checksum(bytes))
    }
  }

  @Test("gives every record whole, over blocks and paddings")
  func whole() {
    let (records, log) = read(file.bytes)
    #expect(records.map(\.count) == RecordLogTests.sizes)
    #expect(records.enumerated().allSatisfy { number, record in record.allSatisfy { $0 == UInt8(number + 1) } })
    #expect(log.damageCount == 0 && !log.isCut && log.isMarked == true)
  }

  @Test("keeps what is before the place where a file is cut, wherever that is")
  func cut() {
    let bytes = file.bytes
    let starts = file.starts
    for length in stride(from: 7, to: bytes.count, by: 411) {
      let (records, log) = read(Array(bytes[..<length]))
      let whole = starts.indices.count { $0 + 1 < starts.count ? starts[$0 + 1] <= length : false }
      #expect(records.count >= whole && records.count <= whole + 1)
      #expect(log.damageCount == 0)
      #expect(records.map(\.count) == Array(RecordLogTests.sizes.prefix(records.count)))
    }
  }

  @Test("loses one record to a wrong byte and says where")
  func oneWrongByte() {
    var bytes = file.bytes
    let start = file.starts[3]
    bytes[start + 20] ^= 1
    let (records, log) = read(bytes)
    #expect(records.map(\.count) == [10, 0, 32_000, 32_754, 1, 100_000, 5, 65_529, 3])
    #expect(log.firstDamage == Int64(start) && log.damageCount == 1)
  }

  @Test("goes on at the next block where a length is wrong")
  func wrongLength() {
    var bytes = file.bytes
    bytes[file.starts[0] + 5] = 0x7F
    let (records, log) = read(bytes)
    #expect(records.last == [10, 10, 10])
    #expect(log.firstDamage == Int64(file.starts[0]))
    #expect(!records.isEmpty && records.count < RecordLogTests.sizes.count)
  }

  @Test("takes zeros at the end for a cut and zeros before more records for damage")
  func zeros() {
    let zeros = [UInt8](repeating: 0, count: 65_536)
    let padded = file.bytes + zeros
    #expect(read(padded).log.isCut && read(padded).log.damageCount == 0)
    #expect(read(padded).records.count == RecordLogTests.sizes.count)
    var hole = file.bytes
    hole.replaceSubrange(32_768..<65_536, with: zeros.prefix(32_768))
    #expect(read(hole).log.damageCount > 0)
    #expect(read(hole).records.last == [10, 10, 10])
  }

  @Test(
    "is none without W&B's mark",
    arguments: [[], [0x3A], Array("hello, this is text".utf8), [0x3A, 0x57, 0x26, 0x42, 0, 0, 0]])
  func foreign(bytes: [UInt8]) {
    #expect(read(bytes).records.isEmpty)
    #expect(read(bytes).log.isMarked != true)
  }

  @Test("tells where in the file a part of a record stands, over blocks")
  func pieces() {
    let text = (0..<80_000).map { UInt8(truncatingIfNeeded: $0 % 251) }
    let bytes = RecordFile { file in
      file.append([1, 2, 3])
      file.append([9] + text + [9])
    }.bytes
    var found: [UInt8] = []
    _ = bytes.withUnsafeBufferPointer { buffer in
      RecordLog.read(buffer) { record in
        guard record.bytes.count > 3 else { return true }
        let part = UnsafeBufferPointer(rebasing: record.bytes[1...80_000])
        let pieces = record.pieces(of: part)
        #expect(pieces.count == 3)
        for piece in pieces { found += bytes[Int(piece.offset)..<Int(piece.offset + piece.count)] }
        return true
      }
    }
    #expect(found == text)
  }
}
