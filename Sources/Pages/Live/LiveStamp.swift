import Markup
public import RunModel

/// The script that live pages load again and again to learn whether they changed: `stamp.js`.
///
/// It alone is written anew when somebody looked and found nothing new. A script, since `fetch` is refused from a folder
/// on disk.
public struct LiveStamp: Sendable {
  /// In the site.
  public static let path = "stamp.js"

  /// The pages that are live, by their paths, and what changes with what is on each.
  public var pages: [String: String]
  /// When somebody looked last whether something changed.
  public var looked: Timestamp
  /// The seconds until somebody looks again.
  public var every: Double

  public init(pages: [String: String], looked: Timestamp, every: Double) {
    self.pages = pages
    self.looked = looked
    self.every = every
  }

  /// The bytes of the file.
  public var bytes: [UInt8] {
    var json = JSONWriter(reserving: 100 * pages.count + 100)
    json.beginObject()
    json.key("looked")
    json.integer(looked.milliseconds)
    json.key("every")
    json.number(every)
    json.key("pages")
    json.beginObject()
    for (path, stamp) in pages.sorted(by: { $0.key < $1.key }) {
      json.key(text: path)
      json.string(stamp)
    }
    json.endObject()
    json.endObject()
    return Array("runreportStamp(".utf8) + json.bytes + Array(");\n".utf8)
  }
}
