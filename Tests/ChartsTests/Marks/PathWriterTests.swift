import Markup
import Testing

@testable import Charts

@Suite("Paths")
struct PathWriterTests {
  private func path(_ build: (inout PathWriter, inout ByteCursor) -> Void) -> String {
    var writer = MarkupWriter()
    writer.write(atMost: 10) { cursor in
      var path = PathWriter()
      build(&path, &cursor)
      path.flush(into: &cursor)
    }
    return writer.string
  }

  @Test("are relative, in tenths, with no byte too many")
  func compact() {
    let text = path {
      $0.move(10, 20.25, into: &$1)
      $0.line(11.5, 19, into: &$1)
      $0.line(12, 19.04, into: &$1)
      $0.line(12, 30, into: &$1)
    }
    #expect(text == "M10 20.3l1.5-1.3 .5 0 0 11")
  }

  @Test("join lines that go on the same way, not those that turn back")
  func joins() {
    let text = path {
      $0.move(0, 5, into: &$1)
      for x in 1...50 { $0.line(Double(x), 5, into: &$1) }
      $0.line(40, 5, into: &$1)
    }
    #expect(text == "M0 5l50 0-10 0")
  }

  @Test("do not drift: the end is where it was asked for, however many steps lead there")
  func noDrift() throws {
    let steps = 1000
    let text = path {
      $0.move(0, 0, into: &$1)
      for step in 1...steps { $0.line(Double(step) / 3, step % 2 == 0 ? 0 : 7, into: &$1) }
    }
    let numbers = text.dropFirst().split { $0 == "l" || $0 == " " }.flatMap { part -> [Double] in
      // A minus sign begins a number without a space before it.
      part.split(separator: "-", omittingEmptySubsequences: false).enumerated().compactMap { index, digits in
        digits.isEmpty ? nil : Double("\(index == 0 ? "" : "-")\(digits)")
      }
    }
    let x = stride(from: 0, to: numbers.count, by: 2).reduce(0.0) { $0 + numbers[$1] }
    #expect((x - Double(steps) / 3).magnitude < 0.051)
  }

  @Test("survive what is no place")
  func hostile() {
    #expect(
      path {
        $0.move(.nan, .infinity, into: &$1); $0.line(-.infinity, 1e300, into: &$1)
      } == "M0 0")
  }
}
