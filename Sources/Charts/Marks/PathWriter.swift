/// The `d` of a path, in tenths of a unit and relative to the point before, which takes the fewest bytes.
///
/// Lines that go on in the same horizontal or vertical direction become one. Call `flush` at the end.
struct PathWriter: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where the path has come to, in tenths; rounded places, so that errors do not add up.
  private var x = 0
  private var y = 0
  /// A step that is not written yet.
  private var stepX = 0
  private var stepY = 0
  /// Whether the command before was a line, whose letter need not be repeated.
  private var isInLine = false

  /// Begins a new line.
  mutating func move(_ x: Double, _ y: Double) {
    flush()
    self.x = PathWriter.tenths(x)
    self.y = PathWriter.tenths(y)
    bytes.append(UInt8(ascii: "M"))
    number(self.x, isFirst: true)
    number(self.y, isFirst: false)
    isInLine = false
  }

  /// Goes on to a point.
  mutating func line(_ x: Double, _ y: Double) {
    let nextX = PathWriter.tenths(x)
    let nextY = PathWriter.tenths(y)
    let dx = nextX - self.x
    let dy = nextY - self.y
    guard dx != 0 || dy != 0 else { return }
    let goesOn =
      (dx == 0 && stepX == 0 && (dy < 0) == (stepY < 0)) || (dy == 0 && stepY == 0 && (dx < 0) == (stepX < 0))
    if goesOn {
      stepX += dx
      stepY += dy
    } else {
      flush()
      stepX = dx
      stepY = dy
    }
    self.x = nextX
    self.y = nextY
  }

  /// A line of no length at a point: with round ends it is a dot.
  mutating func dot(_ x: Double, _ y: Double) {
    move(x, y)
    bytes.append(contentsOf: "h0".utf8)
  }

  /// Joins the end to the beginning.
  mutating func close() {
    flush()
    bytes.append(UInt8(ascii: "z"))
    isInLine = false
  }

  /// Writes what is still kept back.
  mutating func flush() {
    guard stepX != 0 || stepY != 0 else { return }
    if !isInLine { bytes.append(UInt8(ascii: "l")) }
    number(stepX, isFirst: !isInLine)
    number(stepY, isFirst: false)
    isInLine = true
    stepX = 0
    stepY = 0
  }

  private static func tenths(_ value: Double) -> Int {
    let tenths = (value * 10).rounded()
    return tenths.magnitude < 1e15 ? Int(tenths) : 0
  }

  /// Tenths as a decimal number; a sign separates as well as a space does.
  private mutating func number(_ tenths: Int, isFirst: Bool) {
    if tenths < 0 {
      bytes.append(UInt8(ascii: "-"))
    } else if !isFirst {
      bytes.append(UInt8(ascii: " "))
    }
    let whole = tenths.magnitude / 10
    let tenth = UInt8(tenths.magnitude % 10)
    if whole >= 1000 {
      bytes.append(contentsOf: String(whole).utf8)
    } else {
      // Digit by digit: paths are most of a page, and this is most of a path.
      let zero = UInt8(ascii: "0")
      if whole >= 100 { bytes.append(zero &+ UInt8(whole / 100)) }
      if whole >= 10 { bytes.append(zero &+ UInt8(whole / 10 % 10)) }
      if whole > 0 || tenth == 0 { bytes.append(zero &+ UInt8(whole % 10)) }
    }
    guard tenth != 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") &+ tenth)
  }
}
