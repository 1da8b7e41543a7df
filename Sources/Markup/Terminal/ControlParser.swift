/// Tells the control characters and sequences of a terminal apart, byte by byte (ECMA-48 and ISO 2022, as far as
/// terminals go: Williams, "A parser for DEC's ANSI-compatible video terminals").
struct ControlParser: Sendable {
  /// What a byte amounts to.
  enum Action: Sendable, Hashable {
    /// Part of something that shows nothing.
    case nothing
    /// No control after all: the byte is to be looked at again, as text.
    case text
    case carriageReturn
    case backspace
    /// A control sequence that ends with this byte; its parameters are in `sequence`.
    case sequence(final: UInt8)
    /// The terminal is reset.
    case reset
    /// A control character without a meaning.
    case stray
  }

  private enum State {
    case ground
    /// After `ESC`, with how many intermediate bytes.
    case escape(intermediates: Int)
    case controlSequence
    /// In an operating system command or another string that ends with BEL or `ESC \`.
    case string
    case stringEscape
  }

  private var state = State.ground
  private(set) var sequence = ControlSequence()

  /// Whether the byte that was taken last belongs to a string: a title, a link, a picture.
  var isInString: Bool {
    switch state {
    case .string, .stringEscape: true
    default: false
    }
  }

  /// Whether the byte that was taken last, or the end of the line, cut a string off before its end.
  private(set) var hasBrokenString = false

  /// Whether the next printable byte is text.
  var isGround: Bool {
    if case .ground = state { true } else { false }
  }

  /// Ends whatever is open, as the end of a line does here.
  mutating func end() {
    hasBrokenString = isInString
    state = .ground
  }

  /// Takes a byte that is no line feed and, on the ground, not printable.
  mutating func take(_ byte: UInt8) -> Action {
    hasBrokenString = false
    switch byte {
    case 0x0D:
      end()
      return .carriageReturn
    case 0x1B:
      switch state {
      case .string: state = .stringEscape
      case .stringEscape:
        hasBrokenString = true
        state = .escape(intermediates: 0)
      default: state = .escape(intermediates: 0)
      }
      return .nothing
    case 0x18, 0x1A:
      // Cancel and substitute end any sequence.
      end()
      return .nothing
    default: break
    }
    switch state {
    case .ground: return control(byte)
    case .escape(let intermediates): return escape(byte, intermediates)
    case .controlSequence: return inSequence(byte)
    case .string:
      if byte == 0x07 { state = .ground }
      return .nothing
    case .stringEscape:
      if byte != UInt8(ascii: "\\") {
        hasBrokenString = true
        return escape(byte, 0)
      }
      state = .ground
      return .nothing
    }
  }

  private func control(_ byte: UInt8) -> Action {
    switch byte {
    case 0x08: .backspace
    // The bell and the shifts between character sets do what sequences do: nothing that is seen.
    case 0x07, 0x0E, 0x0F: .nothing
    default: .stray
    }
  }

  private mutating func escape(_ byte: UInt8, _ intermediates: Int) -> Action {
    switch byte {
    case UInt8(ascii: "[") where intermediates == 0:
      sequence.begin()
      state = .controlSequence
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = intermediates == 0 ? .string : .ground
    // `ESC $ ( D` has the most intermediate bytes of all.
    case 0x20..<0x30 where intermediates < 2:
      state = .escape(intermediates: intermediates + 1)
    case 0x30..<0x7F:
      state = .ground
      return byte == UInt8(ascii: "c") && intermediates == 0 ? .reset : .nothing
    default:
      state = .ground
      return .text
    }
    return .nothing
  }

  private mutating func inSequence(_ byte: UInt8) -> Action {
    if (0x20..<0x40).contains(byte), sequence.take(byte) { return .nothing }
    state = .ground
    return (0x40..<0x7F).contains(byte) ? .sequence(final: byte) : .text
  }
}
