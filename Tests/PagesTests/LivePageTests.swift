import Digests
import Foundation
import RunModel
import Testing

@testable import Pages

@Suite("Live pages")
struct LivePageTests {
  /// The pages of a site of one run that runs and one that is done, by path.
  private func pages(_ values: [Double], isLive: Bool) throws -> (texts: [String: String], stamps: [String: String]) {
    let runs = [
      SmallSite.run("going", ["loss": values], start: 900_000, status: .running),
      SmallSite.run("gone", ["loss": [3, 2]], start: 800_000),
    ]
    let site = try SmallSite.make([("one", runs), ("two", [SmallSite.run("old", ["loss": [1]])])], isLive: isLive)
    let output = try SmallSite.files(site)
    let texts = output.files.filter { $0.key.hasSuffix(".html") }.mapValues { String(decoding: $0, as: UTF8.self) }
    return (texts, site.live.stamps(of: Array(texts.keys)))
  }

  @Test("are those that show a run that runs, where somebody watches, and only those")
  func areThoseOfRunningRuns() throws {
    let (texts, stamps) = try pages([1, 2], isLive: true)
    let live = texts.filter { $0.value.contains("data-live") }.keys
    #expect(Set(live) == Set(stamps.keys))
    #expect(live.contains("index.html") && live.contains("runs/index.html") && live.contains { $0.contains("/going-") })
    #expect(!live.contains { $0.contains("/gone-") || $0.contains("/old-") || $0.contains("two-") || $0 == "404.html" })
    for path in live {
      let text = try #require(texts[path])
      #expect(text.contains("assets/live.js"))
      #expect(text.contains("<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>"))
    }
    #expect(texts.filter { $0.value.contains("live.js") || $0.value.contains("http-equiv") }.count == live.count)
  }

  @Test("are none where nobody watches")
  func areNoneOtherwise() throws {
    let (texts, stamps) = try pages([1, 2], isLive: false)
    #expect(stamps.isEmpty)
    #expect(!texts.values.contains { $0.contains("live.js") || $0.contains("data-live") || $0.contains("http-equiv") })
  }

  @Test("have another stamp when what they show is another, and the same when it is not")
  func haveStamps() throws {
    let (first, second, third) = (
      try pages([1, 2], isLive: true).stamps, try pages([1, 2], isLive: true).stamps,
      try pages([1, 2.5], isLive: true).stamps
    )
    #expect(first == second && first.keys == third.keys)
    let run = try #require(first.keys.first { $0.contains("/going-") && $0.hasSuffix("index.html") })
    #expect(first[run] != third[run])
  }

  @Test("carry the stamp that the stamp file names")
  func carryStamps() throws {
    let (texts, stamps) = try pages([1, 2], isLive: true)
    #expect(!stamps.isEmpty)
    for (path, stamp) in stamps {
      #expect(texts[path]?.contains("data-live=\"\(path)\" data-stamp=\(stamp)") == true, "\(path)")
    }
  }

  @Test("ask a script that is one call with one object")
  func stampFile() throws {
    let pages = ["b/</script>.html": "2", "a\".html": "1"]
    let stamp = LiveStamp(pages: pages, looked: Timestamp(milliseconds: 7), every: 0.5)
    let text = String(decoding: stamp.bytes, as: UTF8.self)
    #expect(text.hasPrefix("runreportStamp(") && text.hasSuffix(");\n"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(stamp.bytes.dropFirst(15).dropLast(3))) as? [String: Any])
    #expect(object["looked"] as? Int == 7 && object["every"] as? Double == 0.5)
    #expect(object["pages"] as? [String: String] == stamp.pages)
  }
}
