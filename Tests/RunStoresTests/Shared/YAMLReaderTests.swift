import Foundation
import RunModel
import Testing

@testable import RunStores

@Suite("Settings in YAML")
struct YAMLReaderTests {
  private func parameters(_ text: String) throws -> [String] {
    ParameterList.flatten(try YAMLReader.read(Array(text.utf8))).map { "\($0.name)=\($0.value)" }
  }

  @Test("are as they are written, in objects joined with a point")
  func plain() throws {
    #expect(
      try parameters("b: 1e-3\na:\n  x: 0.10\n  y: [1, 2.5, a, true, null]\n  z: {}\nq: '07'\nr: 007\ns: ~\nt: yes\n")
        == ["a.x=0.10", #"a.y=[1, 2.5, "a", true, null]"#, "a.z={}", "b=1e-3", "q=07", "r=007", "s=null", "t=yes"])
    #expect(try parameters("") == [])
    #expect(try parameters("{}\n") == [])
    #expect(try parameters("- 1\n- 2\n") == [])
  }

  @Test("have in place of an alias what it stands for, and asterisks elsewhere as they are")
  func aliases() throws {
    #expect(try parameters("a: &x\n  k: 1\nb: *x\n") == ["a.k=1", "b.k=1"])
    #expect(
      try parameters("a: &x 1\nb: &x 2\nc: [*x,*x]\nd: {k: *x}\n*x : e\n") == [
        "2=e", "a=1", "b=2", "c=[2, 2]", "d.k=2",
      ])
    #expect(
      try parameters("a: 2 * 3\nb: |\n  * one\n  * two\nc: \"*\"\nd: '\u{E000} *x'\n")
        == ["a=2 * 3", "b=* one\n* two\n", "c=*", "d=\u{E000} *x"])
    #expect(throws: YAMLReader.Failure.self) { try parameters("a: &x [*x]\n") }
    #expect(throws: YAMLReader.Failure.self) { try parameters("a: *none\n") }
  }

  @Test("keep what Python's tags stand before")
  func tags() throws {
    #expect(
      try parameters(
        "a: !!python/object:argparse.Namespace\n  depth: 3\nb: !!python/tuple\n- 1\n- 2\nc: !!python/name:torch.nn.ReLU ''\n"
          + "d: !!python/object/apply:torch.device\n- cuda\n- 0\ne: !custom text\n")
        == ["a.depth=3", "b=[1, 2]", "c=torch.nn.ReLU", #"d=["cuda", 0]"#, "e=text"])
  }

  private static let hostileTexts: [String] = {
    func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    func indented(_ count: Int, _ line: (String) -> String) -> String {
      (0..<count).map { line(repeated(" ", $0)) }.joined(separator: "\n")
    }
    var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let references = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(references)]\n"
    }
    // Each is twice the one before, and a key, which is hashed.
    let doubling = "a0: &a0 [x]\n" + (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    // Each is one deeper than the one before.
    let chain = "a0: &a0 [x]\n" + (1...20_000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    return [
      doubling + "? *a40\n: 1\n", doubling + "{[*a40]: 1}\n", chain, "\r" + repeated("- ", 50_000),
      "\u{85}" + repeated("? ", 50_000), "\u{2028}" + repeated("- ", 50_000),
      (0..<300).map { repeated(" ", $0) + "a:" }.joined(separator: "\r"), repeated("- *a\n", 1000),
      repeated("[", 100_000), repeated("- ", 50_000), repeated("? ", 50_000), repeated("{a: ", 5000),
      repeated("[a\"b, \"]\", ", 5000), indented(300) { $0 + "a:" }, indented(95) { $0 + "a:\n" + $0 + "- b:" }, laughs,
      "a: " + repeated("[", 190) + repeated("]", 190) + "\n", "a: *a\n", "\u{0}\u{1}", "a: b: c\n",
      "%YAML 9.9\n---\na: 1\n", "a: 1\na: 2\n",
    ]
  }()

  @Test("that are hostile are refused, or read within bounds, on a small stack", arguments: hostileTexts)
  func hostile(text: String) async throws {
    let thread = Thread {
      if let value = try? YAMLReader.read(Array(text.utf8)) { _ = ParameterList.flatten(value) }
    }
    thread.stackSize = 512 << 10
    thread.start()
    while !thread.isFinished { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test("are no larger than their file by much once names are joined and aliases are what they stand for")
  func size() throws {
    let key = String(repeating: "k", count: 900)
    let leaves = (0..<5000).map { "\"\($0)\": 1" }.joined(separator: ", ")
    let nested = String(repeating: "{\"\(key)\": ", count: 50) + "{\(leaves)}" + String(repeating: "}", count: 50)
    let long = "a: &a " + String(repeating: "x", count: 1_000_000) + "\nb: ["
    let repeated = long + String(repeating: "*a, ", count: 50_000) + "]\n"
    let keys = String(repeating: "{", count: 60) + "x" + String(repeating: ": 1}", count: 60)
    for text in [nested, repeated, keys] {
      let value = try YAMLReader.read(Array(text.utf8))
      for names in [ParameterList.flatten(value), value.flatMembers().namedValues] {
        #expect(names.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count } < 8_000_000)
      }
    }
  }
}
