import Fingerprints
import Foundation
import TestSupport

@testable import Settings

/// What docs/ says of settings.
enum Documents {
  /// The example of docs/settings.md.
  static var example: String? {
    let text = try? String(contentsOfFile: Checkout.root + "/docs/settings.md", encoding: .utf8)
    guard let text, let start = text.range(of: "```yaml\n"),
      let end = text.range(of: "```", range: start.upperBound..<text.endIndex)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }

  static func keys<Key: SettingsKey>(_ keys: Key.Type) -> [String] { Key.allCases.map(\.rawValue).sorted() }

  static func fingerprint(_ view: SavedView) -> Fingerprint {
    var hasher = FingerprintHasher()
    view.combine(into: &hasher)
    return hasher.finish()
  }

  /// docs/runreport.schema.json.
  struct Schema {
    let json: [String: Any]

    private func part(_ name: String) -> [String: Any] {
      name.isEmpty ? json : (json["$defs"] as? [String: Any])?[name] as? [String: Any] ?? [:]
    }

    func keys(_ name: String) -> [String] {
      (part(name)["properties"] as? [String: Any] ?? [:]).keys.sorted()
    }

    func words(_ name: String, _ key: String) -> [String]? {
      let property = (part(name)["properties"] as? [String: Any])?[key] as? [String: Any]
      return property?["enum"] as? [String] ?? (property?["oneOf"] as? [[String: Any]])?.first?["enum"] as? [String]
    }

    /// Of which a chart has one.
    var kinds: [String] {
      (part("chart")["oneOf"] as? [[String: Any]] ?? []).flatMap { $0["required"] as? [String] ?? [] }
    }
  }

  static func schema() throws -> Schema {
    let data = try Data(contentsOf: URL(fileURLWithPath: Checkout.root + "/docs/runreport.schema.json"))
    return Schema(json: try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:])
  }
}
