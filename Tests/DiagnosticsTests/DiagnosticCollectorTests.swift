import Diagnostics
import Testing

@Suite("Diagnostics are collected, sorted and told once")
struct DiagnosticCollectorTests {
  @Test("come out by file and line, whatever the order they went in")
  func sorts() {
    let collector = DiagnosticCollector()
    collector.warn("b.txt", line: 2, "second")
    collector.warn("b.txt", line: 1, "first")
    collector.note("a.txt", "a note")
    collector.warn(nil, "no file")
    #expect(collector.sorted.map(\.description) == ["no file", "a.txt: a note", "b.txt:1: first", "b.txt:2: second"])
    #expect(collector.warningCount == 3)
  }

  @Test("keep the first twenty of a file and count the rest")
  func limits() throws {
    let collector = DiagnosticCollector(limitPerFile: 20)
    for line in 1...1000 { collector.warn("hostile.jsonl", line: line, "bad") }
    let sorted = collector.sorted
    #expect(sorted.count == 21)
    #expect(try #require(sorted.last).message == "980 more problems in this file are not listed")
  }

  @Test("are told once however often they are met")
  func removesDuplicates() {
    let collector = DiagnosticCollector()
    for _ in 0..<3 { collector.warn("a", line: 1, "same") }
    #expect(collector.sorted.count == 1)
  }
}
