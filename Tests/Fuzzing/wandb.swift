import FuzzSupport

/// Reads `.wandb` files.
///
/// The first byte of the input says whether the rest is a file as it is, or is cut into records whose check sums are
/// made right, so that what stands in them is reached.
@main
enum WandBFuzzing {
  private static let head: [UInt8] = [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0]

  static func main() {
    let folder = FuzzFolder("wandb")
    Fuzzer.run { input in
      guard let mode = input.first else { return }
      let bytes = Array(input.dropFirst())
      folder.write(mode & 1 == 0 ? framed(bytes) : bytes, to: "run-20260102_030405-fuzz/run-fuzz.wandb")
      folder.readEverything()
    }
  }

  /// The bytes as records: each starts with its length, in one byte, or in 128 bytes by the second where that is 255.
  ///
  /// Blocks of 32 KiB are counted from the start of the file and filled with zeros where no head fits any more.
  private static func framed(_ bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    var file = head
    while let first = rest.popFirst() {
      var length = Int(first)
      if first == 255, let second = rest.popFirst() { length = Int(second) * 128 }
      add(Array(rest.prefix(length)), to: &file)
      rest = rest.dropFirst(length)
    }
    return file
  }

  private static func add(_ record: [UInt8], to file: inout [UInt8]) {
    var rest = record[...]
    var isFirst = true
    repeat {
      let room = 32_768 - file.count % 32_768
      if room < 7 {
        file += [UInt8](repeating: 0, count: room)
        continue
      }
      let data = Array(rest.prefix(room - 7))
      rest = rest.dropFirst(data.count)
      let kind: UInt8 = isFirst ? (rest.isEmpty ? 1 : 2) : (rest.isEmpty ? 4 : 3)
      isFirst = false
      let sum = checksum([kind] + data)
      file += (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) }
      file += [UInt8(truncatingIfNeeded: data.count), UInt8(truncatingIfNeeded: data.count >> 8), kind] + data
    } while !rest.isEmpty || isFirst
  }

  /// CRC-32 as in zlib, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }
}
