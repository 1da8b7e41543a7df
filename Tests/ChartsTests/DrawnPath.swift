import Testing

/// The lines of a path as they are drawn, read back from its `d`.
struct DrawnPath {
  typealias Place = (x: Double, y: Double)

  private(set) var edges: [(from: Place, to: Place)] = []

  init(_ text: Substring) throws {
    var numbers: [Double] = []
    var number = ""
    var command: Character = "M"
    var start: Place = (0, 0)
    var place: Place = (0, 0)
    func end() throws {
      guard !number.isEmpty else { return }
      numbers.append(try #require(Double(number)))
      number = ""
    }
    for character in text + " " {
      switch character {
      case "M", "l", "z", " ", "-":
        try end()
        if numbers.count == 2 {
          if command == "M" {
            place = (numbers[0], numbers[1])
            start = place
          } else {
            let next = (place.x + numbers[0], place.y + numbers[1])
            edges.append((place, next))
            place = next
          }
          numbers = []
        }
        if character == "z" { edges.append((place, start)) }
        if character == "-" { number = "-" } else if character != " " { command = character }
      default: number.append(character)
      }
    }
  }

  /// The least and greatest y of what is drawn within a strip.
  func extent(_ left: Double, _ right: Double) -> ClosedRange<Double>? {
    var least = Double.infinity
    var greatest = -Double.infinity
    for (from, to) in edges {
      let (a, b) = from.x <= to.x ? (from, to) : (to, from)
      guard b.x >= left, a.x <= right else { continue }
      for x in [max(a.x, left), min(b.x, right)] {
        let y = b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : a.y
        least = min(least, y, b.x > a.x ? y : b.y)
        greatest = max(greatest, y, b.x > a.x ? y : b.y)
      }
    }
    return least <= greatest ? least...greatest : nil
  }

  /// Those of a kind in a drawing, in its order.
  static func all(in svg: String, after opening: String) throws -> [DrawnPath] {
    try svg.split(separator: "\n").flatMap { line -> [DrawnPath] in
      var paths: [DrawnPath] = []
      var rest = line[...]
      while let start = rest.firstRange(of: opening) {
        rest = rest[start.upperBound...]
        guard let begin = rest.firstRange(of: "d=\""), let end = rest[begin.upperBound...].firstIndex(of: "\"") else {
          break
        }
        paths.append(try DrawnPath(rest[begin.upperBound..<end]))
      }
      return paths
    }
  }
}
