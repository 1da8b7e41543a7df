/// The files every page shares: one stylesheet, one icon, and what people add of their own.
public struct AssetSet: Sendable {
  /// Bytes by path in the site: `assets/site.css`.
  public var files: [String: [UInt8]]

  /// The embedded assets, with those of the same path replaced and new ones added.
  ///
  /// All of `css/*.css`, in the order of names, become `assets/site.css`; other files keep their path.
  public init(overrides: [String: [UInt8]] = [:]) {
    let sources = EmbeddedFile.all(in: "Assets").merging(overrides) { _, override in override }
    var stylesheet: [UInt8] = []
    files = [:]
    for (path, bytes) in sources.sorted(by: { $0.key < $1.key }) {
      if path.hasPrefix("css/") && path.hasSuffix(".css") {
        stylesheet += bytes + [UInt8(ascii: "\n")]
      } else {
        files["assets/" + PageName.filePath(path)] = bytes
      }
    }
    files[SitePlan.stylesheet] = stylesheet
  }
}
