import Testing

@testable import Pages

@Suite("Names and links within a site")
struct SiteNamingTests {
  @Test(
    "links are relative and name the file",
    arguments: [
      ("index.html", "runs/index.html", "runs/index.html"),
      ("experiments/a/index.html", "index.html", "../../index.html"),
      ("experiments/a/index.html", "experiments/b/index.html", "../b/index.html"),
      ("experiments/a/r/index.html", "experiments/a/r/files/x/y.png", "files/x/y.png"),
      ("a/b.html", "a/b.html", "b.html"),
    ])
  func relative(from: String, to: String, link: String) {
    #expect(PagePath.relative(from: from, to: to) == link)
  }

  @Test("a slug is safe on every file system and differs where names differ")
  func slugs() {
    #expect(PageName.slug("Vision / nightly #2", identity: "1").hasPrefix("vision-nightly-2-"))
    #expect(PageName.slug("A", identity: "A") != PageName.slug("a", identity: "a"))
    #expect(PageName.slug("精度", identity: "精度").utf8.count == 8)
    #expect(PageName.slug(String(repeating: "x", count: 500), identity: "x").utf8.count == 49)
  }

  @Test(
    "plain file names stay, all others are made safe",
    arguments: [
      ("outputs/model.pt", "outputs/model.pt"), ("70_driver_log.txt", "70_driver_log.txt"),
    ])
  func keepsPlainFiles(path: String, expected: String) {
    #expect(PageName.filePath(path) == expected)
  }

  @Test(
    "hostile file names lose what could harm",
    arguments: [
      "../../etc/passwd", "a/../b", "con.txt", "NUL", "a b?.txt", "-rf", ".hidden", "x.", "é.log", "com1",
      "a\"b<c>.txt",
      "a\u{0}b", String(repeating: "n", count: 300) + ".txt",
    ])
  func tamesFiles(path: String) {
    for part in PageName.filePath(path).split(separator: "/", omittingEmptySubsequences: false) {
      #expect(!part.isEmpty && !part.hasPrefix(".") && !part.hasPrefix("-") && part.utf8.count <= 80)
      #expect(part.utf8.allSatisfy { $0 < 0x7F && $0 > 0x20 && !"<>:\"/\\|?*".utf8.contains($0) })
      #expect(!["con", "nul", "com1"].contains(part.split(separator: ".")[0].lowercased()))
    }
  }
}
