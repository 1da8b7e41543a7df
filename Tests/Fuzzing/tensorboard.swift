import Checksums
import FuzzSupport

/// Reads event files.
///
/// The first byte of the input says whether the rest is a file as it is, or is cut into records whose check sums are
/// made right, so that what stands in them is reached.
@main
enum TensorBoardFuzzing {
  static func main() {
    let folder = FuzzFolder("tensorboard")
    Fuzzer.run { input in
      guard let mode = input.first else { return }
      let bytes = Array(input.dropFirst())
      folder.write(mode & 1 == 0 ? framed(bytes) : bytes, to: "fuzz.tfevents")
      folder.readEverything()
    }
  }

  /// The bytes as records: each starts with its length, in one byte, or in 256 bytes by the second where that is 255.
  private static func framed(_ bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    var file: [UInt8] = []
    while let first = rest.popFirst() {
      var length = Int(first)
      if first == 255, let second = rest.popFirst() { length = Int(second) * 256 }
      let data = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
      let size = littleEndian(UInt64(data.count))
      file += size + masked(size) + data + masked(data)
    }
    return file
  }

  private static func masked(_ bytes: [UInt8]) -> [UInt8] {
    littleEndian(runreport_masked_crc(runreport_crc32c(bytes, bytes.count)))
  }

  private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
