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
    #expect(try parameters("a: &x\n  k: 1\nb: *x\n") == ["a.k=1", "b.k=1"])
  }

  @Test("keep what Python's tags stand before")
  func tags() throws {
    #expect(
      try parameters("a: !!python/object:argparse.Namespace\n  depth: 3\nb: !!python/tuple\n- 1\n- 2\nc: !!python/name:torch.nn.ReLU ''\n"
        + "d: !!python/object/apply:torch.device\n- cuda\n- 0\ne: !custom text\n")
        == ["a.depth=3", "b=[1, 2]", "c=torch.nn.ReLU", #"d=["cuda", 0]"#, "e=text"])
  }

  @Test(
    "that are hostile are refused, or read within bounds, on a small stack",
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: "- ", count: 50_000), String(repeating: "? ", count: 50_000),
      String(repeating: "{a: ", count: 5000), String(repeating: #"[a"b, "]", "#, count: 5000),
      (0..<300).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
      (0..<95).map { String(repeating: " ", count: $0) + "a:\n" + String(repeating: " ", count: $0) + "- b:" }.joined(separator: "\n"),
      "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + (1...9).map { "a\($0): &a\($0) [" + [String](repeating: "*a\($0 == 1 ? "" : "\($0 - 1)")", count: 10).joined(separator: ", ") + "]\n" }
        .joined(),
      "a: [" + String(repeating: "[", count: 190) + String(repeating: "]", count: 190) + "]\n",
      "a: *a\n", "\u{0}\u{1}", "a: b: c\n", "%YAML 9.9\n---\na: 1\n", "a: 1\na: 2\n",
    ])
  func hostile(text: String) async throws {
    let thread = Thread {
      if let value = try? YAMLReader.read(Array(text.utf8)) { _ = ParameterList.flatten(value) }
    }
    thread.stackSize = 512 << 10
    thread.start()
    while !thread.isFinished { try await Task.sleep(for: .milliseconds(5)) }
  }
}
