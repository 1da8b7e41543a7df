import RunTables
import Testing

@Suite("Keys of columns")
struct ColumnKeyTests {
  @Test("Every key of the vectors is read and written")
  func vectors() throws {
    for item in try Vectors().cases("keys") {
      let text = try #require(item["text"] as? String)
      do throws(FilterFailure) {
        let key = try ColumnKey(parsing: text)
        #expect(key.plain == item["plain"] as? String, "\(text)")
        #expect(key.written == item["written"] as? String, "\(text)")
        #expect(kind(key) == item["kind"] as? String, "\(text)")
        let again = try ColumnKey(parsing: key.written)
        #expect(again == key, "\(text)")
      } catch {
        #expect(error.description == item["error"] as? String, "\(text)")
      }
    }
  }

  private func kind(_ key: ColumnKey) -> String {
    switch key {
    case .fact: "fact"
    case .parameter: "param"
    case .tag: "tag"
    case .metric: "metric"
    case .name: "name"
    }
  }

  @Test("Lists of keys are cut at separators outside of quotation marks")
  func lists() throws {
    for item in try Vectors().cases("lists") {
      let text = try #require(item["text"] as? String)
      let separator = try #require((item["separator"] as? String)?.unicodeScalars.first)
      do throws(FilterFailure) {
        let keys = try ColumnKey.list(text, separatedBy: separator)
        #expect(keys.map(\.plain) == item["keys"] as? [String], "\(text)")
      } catch {
        #expect(error.description == item["error"] as? String, "\(text)")
      }
    }
  }

  @Test("Patterns fit whole names")
  func patterns() throws {
    for item in try Vectors().cases("patterns") {
      let pattern = NamePattern(try #require(item["pattern"] as? String))
      let name = try #require(item["name"] as? String)
      #expect(pattern.fits(name) == item["fits"] as? Bool, "\(pattern.text) \(name)")
    }
  }

  @Test("Legend templates are texts and keys")
  func legends() throws {
    for item in try Vectors().cases("legends") {
      let text = try #require(item["text"] as? String)
      do throws(FilterFailure) {
        let pieces = try LegendTemplate(text).pieces.map { piece in
          switch piece {
          case .text(let text): ["text": text]
          case .key(let key): ["key": key.plain]
          }
        }
        #expect(pieces == item["pieces"] as? [[String: String]], "\(text)")
      } catch {
        #expect(error.description == item["error"] as? String, "\(text)")
      }
    }
  }

  @Test(
    "The nearest name is told, swapped neighbours count once, and what is far is not told",
    arguments: [
      ("titel", "title"), ("STORES", "stores"), ("stroes", "stores"), ("metric", "metrics"), ("xyz", nil),
      ("nodes", "notes"), (String(repeating: "title", count: 50), nil), ("", nil),
    ] as [(String, String?)])
  func nearest(_ typed: String, _ meant: String?) {
    #expect(NearestName.of(typed, among: ["title", "stores", "metrics", "notes", "charts", "note"]) == meant)
  }

  @Test("Of equally near names the shortest is told, then the first")
  func ties() {
    #expect(NearestName.of("abcd", among: ["abcdf", "abce", "abcf"]) == "abce")
  }
}
