import Testing

@testable import Pages

@Suite("Assets of the site")
struct AssetSetTests {
  private func text(_ assets: AssetSet, _ path: String) -> String? {
    assets.files[path].map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("The program brings a stylesheet, scripts of less than 40 KB and an icon")
  func embedded() throws {
    let assets = AssetSet()
    let scripts = [
      SitePlan.chartScript, SitePlan.liveScript, SitePlan.logScript, "assets/log-links.js", SitePlan.script,
    ]
    #expect(assets.files.keys.sorted() == (scripts + [SitePlan.icon, SitePlan.stylesheet]).sorted())
    for path in scripts { #expect(try #require(assets.files[path]).count < 40_000) }
  }

  @Test("Scripts of somebody's own take the place of the program's, each in one scope")
  func overridden() {
    let own = ["script/b.js": "two()", "script/a.js": "one()", "script/charts/x.js": "draw()"]
    let assets = AssetSet(overrides: own.mapValues { Array($0.utf8) })
    #expect(text(assets, "assets/site.js") == "(() => {\n\"use strict\";\none()\ntwo()\n})();\n")
    #expect(text(assets, "assets/charts.js") == "(() => {\n\"use strict\";\ndraw()\n})();\n")
  }

  @Test("The program's script of charts stays where only the other is somebody's own")
  func partlyOverridden() {
    let assets = AssetSet(overrides: ["script/a.js": Array("one()".utf8)])
    #expect(text(assets, "assets/site.js")?.contains("one()") == true)
    #expect(text(assets, "assets/charts.js") == text(AssetSet(), "assets/charts.js"))
  }
}
