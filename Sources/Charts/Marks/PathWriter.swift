internal import Markup

/// The `d` of a path, in tenths of a unit and relative to the point before, which takes the fewest bytes.
///
/// Lines that go on in the same horizontal or vertical direction become one. Call `flush` at the end.
struct PathWriter: Sendable {
  /// Where the path has come to, in tenths; rounded places, so that errors do not add up.
  private var x = 0
  private var y = 0
  /// A step that is not written yet.
  private var stepX = 0
  private var stepY = 0
  /// Whether the command before was a line, whose letter need not be repeated.
  private var isInLine = false

  /// Begins a new line.
  mutating func move(_ x: Double, _ y: Double, into cursor: inout ByteCursor) {
    flush(into: &cursor)
    self.x = PathWriter.tenths(x)
    self.y = PathWriter.tenths(y)
    cursor.byte(UInt8(ascii: "M"))
    PathWriter.number(self.x, isFirst: true, into: &cursor)
    PathWriter.number(self.y, isFirst: false, into: &cursor)
    isInLine = false
  }

  /// Goes on to a point.
  mutating func line(_ x: Double, _ y: Double, into cursor: inout ByteCursor) {
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
      flush(into: &cursor)
      stepX = dx
      stepY = dy
    }
    self.x = nextX
    self.y = nextY
  }

  /// A line of no length at a point: with round ends it is a dot.
  mutating func dot(_ x: Double, _ y: Double, into cursor: inout ByteCursor) {
    move(x, y, into: &cursor)
    cursor.raw("h0")
  }

  /// Joins the end to the beginning.
  mutating func close(into cursor: inout ByteCursor) {
    flush(into: &cursor)
    cursor.byte(UInt8(ascii: "z"))
    isInLine = false
  }

  /// Writes what is still kept back.
  mutating func flush(into cursor: inout ByteCursor) {
    guard stepX != 0 || stepY != 0 else { return }
    if !isInLine { cursor.byte(UInt8(ascii: "l")) }
    PathWriter.number(stepX, isFirst: !isInLine, into: &cursor)
    PathWriter.number(stepY, isFirst: false, into: &cursor)
    isInLine = true
    stepX = 0
    stepY = 0
  }

  private static func tenths(_ value: Double) -> Int {
    let tenths = value * 10
    guard tenths.magnitude < 1e15 else { return 0 }
    // Rounded by adding a half: `rounded` is a call to the C library.
    return Int(tenths < 0 ? tenths - 0.5 : tenths + 0.5)
  }

  /// Tenths as a decimal number; a sign separates as well as a space does.
  private static func number(_ tenths: Int, isFirst: Bool, into cursor: inout ByteCursor) {
    if tenths < 0 {
      cursor.byte(UInt8(ascii: "-"))
    } else if !isFirst {
      cursor.byte(UInt8(ascii: " "))
    }
    let whole = tenths.magnitude / 10
    let tenth = tenths.magnitude % 10
    if whole > 0 || tenth == 0 { cursor.digits(whole) }
    guard tenth != 0 else { return }
    cursor.byte(UInt8(ascii: "."))
    cursor.byte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: tenth))
  }
}
