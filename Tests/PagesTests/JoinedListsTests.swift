import Markup
import Testing

@testable import Pages

@Suite("Joined lists")
struct JoinedListsTests {
  private func list(_ values: [Int64]) -> [UInt8] {
    var json = JSONWriter()
    json.beginList()
    for value in values {
      json.newline()
      json.integer(value)
    }
    json.finish()
    return json.bytes
  }

  @Test("are what one list of all values would be, in pieces of any size", arguments: [1, 2, 3, 4, 5, 7, 1000])
  func joins(pieceSize: Int) throws {
    let parts: [[Int64]] = [[], [1], [], [2, 30, 4000], [5], []]
    let output = MemoryOutput(pieceSize: pieceSize)
    for (index, part) in parts.enumerated() { try output.put(list(part), at: "\(index)") }
    try output.stream(to: "all") { append in
      try JoinedLists.write(parts.indices.map(String.init), from: output, to: append)
    }
    #expect(output.text("all") == String(decoding: list(parts.flatMap { $0 }), as: UTF8.self))
  }

  @Test("of nothing are an empty list")
  func empty() throws {
    let output = MemoryOutput()
    try output.stream(to: "all") { try JoinedLists.write([], from: output, to: $0) }
    #expect(output.text("all") == String(decoding: list([]), as: UTF8.self))
  }
}
