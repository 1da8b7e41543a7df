/// Characters that HTML takes for errors, apart from the controls of ASCII: C1 controls and noncharacters.
enum ForbiddenScalar {
  static func contains(_ scalar: UInt32) -> Bool {
    (0x80..<0xA0).contains(scalar) || (0xFDD0...0xFDEF).contains(scalar) || scalar & 0xFFFE == 0xFFFE
  }

  /// The same for one whole, valid sequence.
  static func contains(utf8 bytes: [UInt8]) -> Bool {
    guard let lead = bytes.first else { return false }
    let bits: UInt8 = bytes.count == 2 ? 0x1F : bytes.count == 3 ? 0x0F : 0x07
    return contains(bytes.dropFirst().reduce(UInt32(lead & bits)) { $0 << 6 | UInt32($1 & 0x3F) })
  }
}
