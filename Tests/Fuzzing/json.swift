import FuzzSupport

@testable import RunStores

/// Reads a text as JSON, and what is written of its value once more.
@main
enum JSONFuzzing {
  static func main() {
    Fuzzer.run { bytes in
      guard let value = try? JSONReader.read(bytes) else { return }
      let text = value.jsonText
      let again = try? JSONReader.read(Array(text.utf8))
      precondition(again?.jsonText == text, "what is written reads as itself")
    }
  }
}
