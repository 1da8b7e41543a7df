/// The files every page shares: one stylesheet, one script, one icon, and what people add of their own.
public struct AssetSet: Sendable {
  /// Bytes by path in the site: `assets/site.css`.
  public var files: [String: [UInt8]]

  /// The embedded assets, with those of the same path replaced and new ones added.
  ///
  /// All of `css/*.css`, in the order of names, become `assets/site.css`, all of `script/*.js` become `assets/site.js`;
  /// other files keep their path.
  public init(overrides: [String: [UInt8]] = [:]) {
    let sources = EmbeddedFile.all(in: "Assets").merging(overrides) { _, override in override }
    var stylesheet: [UInt8] = []
    var script = Array("(() => {\n\"use strict\";\n".utf8)
    files = [:]
    for (path, bytes) in sources.sorted(by: { $0.key < $1.key }) {
      if path.hasPrefix("css/") && path.hasSuffix(".css") {
        stylesheet += bytes + [UInt8(ascii: "\n")]
      } else if path.hasPrefix("script/") && path.hasSuffix(".js") {
        script += AssetSet.withoutComments(bytes)
      } else {
        files["assets/" + PageName.filePath(path)] = bytes
      }
    }
    files[SitePlan.stylesheet] = stylesheet
    files[SitePlan.script] = script + "})();\n".utf8
  }

  /// A script without empty lines and those that are comments as a whole: every page's reader loads it.
  private static func withoutComments(_ script: [UInt8]) -> [UInt8] {
    var shorter: [UInt8] = []
    for line in script.split(separator: UInt8(ascii: "\n")) {
      let text = line.drop { $0 == UInt8(ascii: " ") }
      if text.isEmpty || text.starts(with: "//".utf8) { continue }
      shorter += line + [UInt8(ascii: "\n")]
    }
    return shorter
  }
}
