/// "Select graphic rendition", the sequence that ends in `m` (ECMA-48, 8.3.117, and xterm's additions).
extension TerminalStyle {
  /// Changes the style as the sequence says; what is unknown changes nothing.
  mutating func select(_ parameters: [ControlSequence.Parameter]) {
    if parameters.isEmpty { self = .plain }
    var index = 0
    while index < parameters.count {
      // A number and those joined to it by colons: `4:3`, `38:2::255:0:0`.
      var end = index + 1
      while end < parameters.count, parameters[end].isJoined { end += 1 }
      let number = parameters[index].value
      if number == 38 || number == 48 || number == 58 {
        let (colour, next) = TerminalStyle.colour(parameters, at: index, joinedEnd: end)
        if let colour, number == 38 { foreground = colour }
        if let colour, number == 48 { background = colour }
        index = next
        continue
      }
      let isUnderlineOff = number == 4 && end > index + 1 && parameters[index + 1].value == 0
      select(isUnderlineOff ? 24 : number)
      index = end
    }
  }

  /// Changes the style as one number says that needs no other.
  mutating func select(_ number: Int) {
    switch number {
    case 0: self = .plain
    case 1: emphasis.insert(.bold)
    case 2: emphasis.insert(.faint)
    case 3: emphasis.insert(.italic)
    case 4, 21: emphasis.insert(.underline)
    case 7: emphasis.insert(.inverse)
    case 9: emphasis.insert(.strike)
    case 22: emphasis.subtract([.bold, .faint])
    case 23: emphasis.remove(.italic)
    case 24: emphasis.remove(.underline)
    case 27: emphasis.remove(.inverse)
    case 29: emphasis.remove(.strike)
    case 30...37: foreground = .named(number - 30)
    case 39: foreground = .standard
    case 40...47: background = .named(number - 40)
    case 49: background = .standard
    case 90...97: foreground = .named(number - 82)
    case 100...107: background = .named(number - 92)
    // Blinking, hidden, framed …: the text itself is what a log is read for.
    default: break
    }
  }

  /// The colour after 38, 48 or 58, and the index of what follows it.
  private static func colour(
    _ parameters: [ControlSequence.Parameter], at index: Int, joinedEnd: Int
  ) -> (TerminalColour?, next: Int) {
    let isJoined = joinedEnd > index + 1
    let end = isJoined ? joinedEnd : parameters.count
    var values = parameters[(index + 1)..<end].prefix(6).map(\.value)
    // With colons, xterm's form leaves the colour space out and the standard's form has a place for it.
    if isJoined, values.first == 2, values.count >= 5 { values.remove(at: 1) }
    func next(_ used: Int) -> Int { isJoined ? end : min(index + 1 + used, end) }
    switch values.first {
    case 5 where values.count >= 2: return (TerminalColour(palette: values[1]), next(2))
    case 2 where values.count >= 4: return (TerminalColour(red: values[1], green: values[2], blue: values[3]), next(4))
    default: return (nil, isJoined ? end : parameters.count)
    }
  }

  /// Takes the colours of a sequence `ESC [ … m`: the index behind it, or nil if it is another or an unusual one.
  mutating func select(_ line: Span<UInt8>, at start: Int) -> Int? {
    var index = start &+ 2
    guard index < line.count, line[start &+ 1] == UInt8(ascii: "[") else { return nil }
    // Nearly always there is one number, of one digit or two.
    if index &+ 2 < line.count {
      let (first, second) = (line[index] &- UInt8(ascii: "0"), line[index &+ 1] &- UInt8(ascii: "0"))
      if first < 10, second == UInt8(ascii: "m") &- UInt8(ascii: "0") {
        select(Int(first))
        return index &+ 2
      }
      if first < 10, second < 10, line[index &+ 2] == UInt8(ascii: "m") {
        select(Int(first &* 10 &+ second))
        return index &+ 3
      }
    }
    var sequence = ControlSequence()
    var digits = 0
    while index < line.count {
      let byte = line[index]
      index &+= 1
      switch byte {
      case UInt8(ascii: "m"):
        select(sequence.parameters)
        return index
      case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 4: digits &+= 1
      case UInt8(ascii: ";"): digits = 0
      default: return nil
      }
      guard sequence.take(byte) else { return nil }
    }
    return nil
  }
}
