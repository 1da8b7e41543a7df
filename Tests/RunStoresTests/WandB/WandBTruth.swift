import Foundation
import TestSupport

/// What was read from runs of wandb with its own protobuf classes.
struct WandBTruth: Decodable {
  var runs: [String: Run]

  struct Run: Decodable {
    var run: Facts
    var exit: Int?
    var history_rows: Int
    var metrics: [String: Statistics]
    var config: [String: Value]
    var summary: [String: Value]
    var steps: [Int64]
  }

  struct Facts: Decodable {
    var run_id, project, display_name, notes, group, job_type, host, sweep: String
    var tags: [String]
    var start: Double
  }

  struct Statistics: Decodable {
    var count, nan: Int
    var min, max, last: Truth.Number
  }

  /// Any JSON value; only numbers are compared.
  struct Value: Decodable {
    var number: Double?
    var members: [String: Value]?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if (try? container.decode(Bool.self)) == nil { number = try? container.decode(Double.self) }
      members = try? container.decode([String: Value].self)
    }
  }

  static let path = Checkout.sharedData + "/truth/wandb/generated.json"

  static var isPresent: Bool { FileManager.default.fileExists(atPath: path) }

  static func read() throws -> WandBTruth {
    try JSONDecoder().decode(WandBTruth.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
