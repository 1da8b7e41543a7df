/// The files every page shares: one stylesheet, two scripts, one icon, and what people add of their own.
public struct AssetSet: Sendable {
  /// Bytes by path in the site: `assets/site.css`.
  public var files: [String: [UInt8]]

  /// The embedded assets, with those of the same path replaced and new ones added.
  ///
  /// All of `css/*.css`, in the order of names, become `assets/site.css`. The scripts inside the program are
  /// `Assets/script/*.js` and `Assets/script/charts/*.js`, each joined and made small (`make script`); `script/*.js` and
  /// `script/charts/*.js` among the overrides, in the order of names, take their places as a whole. Other files keep
  /// their path.
  public init(overrides: [String: [UInt8]] = [:]) {
    let sources = EmbeddedFile.all(in: "Assets").merging(overrides) { _, override in override }
    var stylesheet: [UInt8] = []
    var scripts: [String: [UInt8]] = [:]
    files = [:]
    for (path, bytes) in sources.sorted(by: { $0.key < $1.key }) {
      if path.hasPrefix("css/") && path.hasSuffix(".css") {
        stylesheet += bytes + [UInt8(ascii: "\n")]
      } else if path.hasPrefix("script/") && path.hasSuffix(".js") {
        let joined = path.hasPrefix("script/charts/") ? SitePlan.chartScript : SitePlan.script
        scripts[joined, default: []] += bytes + [UInt8(ascii: "\n")]
      } else {
        files["assets/" + PageName.filePath(path)] = bytes
      }
    }
    files[SitePlan.stylesheet] = stylesheet
    for (path, script) in scripts {
      // One scope of their own, strict, as `make script` gives them.
      files[path] = "(() => {\n\"use strict\";\n".utf8 + script + "})();\n".utf8
    }
  }
}
