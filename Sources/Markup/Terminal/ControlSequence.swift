/// The part of a control sequence between `ESC [` and its last byte: `38;5;208` of `ESC [ 38;5;208 m`.
struct ControlSequence: Sendable {
  struct Parameter: Sendable, Hashable {
    /// 0 where nothing is written; never more than 65,535.
    var value: Int
    /// Whether a colon stands before it rather than a semicolon.
    var isJoined: Bool
  }

  private(set) var parameters: [Parameter] = []
  /// Whether it is one of a terminal's own (`ESC [ ?25l`) or has an intermediate byte, and means nothing here.
  private(set) var isPrivate = false
  private var length = 0

  /// A sequence longer than this is garbage, not a sequence.
  private static let limit = 64

  mutating func begin() {
    parameters.removeAll(keepingCapacity: true)
    isPrivate = false
    length = 0
  }

  /// Takes a byte from 0x20 to 0x3F; false if the sequence is too long to be one.
  mutating func take(_ byte: UInt8) -> Bool {
    length += 1
    guard length <= ControlSequence.limit else { return false }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if parameters.isEmpty { parameters.append(Parameter(value: 0, isJoined: false)) }
      let last = parameters.count - 1
      parameters[last].value = min(parameters[last].value * 10 + Int(byte - UInt8(ascii: "0")), 65_535)
    case UInt8(ascii: ";"), UInt8(ascii: ":"):
      if parameters.isEmpty { parameters.append(Parameter(value: 0, isJoined: false)) }
      parameters.append(Parameter(value: 0, isJoined: byte == UInt8(ascii: ":")))
    default: isPrivate = true
    }
    return true
  }

  /// A parameter that counts something: 1 where it is left out or 0.
  func count(_ index: Int) -> Int {
    index < parameters.count ? max(parameters[index].value, 1) : 1
  }

  /// A parameter that chooses: 0 where it is left out.
  func choice(_ index: Int) -> Int {
    index < parameters.count ? parameters[index].value : 0
  }
}
