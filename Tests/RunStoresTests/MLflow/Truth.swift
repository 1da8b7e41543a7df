import Foundation
import TestSupport

/// What MLflow's own client says of a store.
struct Truth: Decodable {
  var experiments: [Experiment]

  struct Experiment: Decodable {
    var experiment_id: String
    var name: String
    var lifecycle_stage: String
    var creation_time: Int64?
    var tags: [String: String]
    var `where`: String?
    var runs: [Run]

    /// The generated truth does not say which are in `.trash`; its deleted one is.
    var key: String { (`where` ?? lifecycle_stage) == "deleted" ? ".trash/" + experiment_id : experiment_id }
  }

  struct Run: Decodable {
    var run_id: String
    var run_name: String?
    var status: String
    var start_time: Int64?
    var end_time: Int64?
    var lifecycle_stage: String
    var user_id: String?
    var params: [String: String]
    var tags: [String: String]
    /// One level; folders end in a slash.
    var artifacts: [String]?
    var metrics: [String: Statistics]?
    /// Time, value and step of every point.
    var history: [String: [[Number]]]?
  }

  struct Statistics: Decodable {
    var count: Int
    var last: Number
    var last_step: Int64
    var last_timestamp: Int64
    var min: Number?
    var max: Number?
    var fileorder_last: Number
    var distinct_steps: Int
  }

  /// A number; NaN and infinities are written as strings.
  struct Number: Decodable {
    var value: Double
    var whole: Int64?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        value = Double(text) ?? 0
      } else {
        // `JSONSerialization` misreads the last digits of one value in ten; the decoder does not.
        value = try container.decode(Double.self)
        whole = try? container.decode(Int64.self)
      }
    }
  }

  /// Forgets the files, for a copy of a database without them.
  mutating func dropArtifacts() {
    for experiment in experiments.indices {
      for run in experiments[experiment].runs.indices { experiments[experiment].runs[run].artifacts = nil }
    }
  }

  static let folder = Checkout.sharedData

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder + "/truth/mlflow") }

  /// The names of the stores that truth is there for.
  static let realStores: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/truth/mlflow")) ?? []
    return names.filter { $0.hasSuffix("_mlruns.json") && !$0.hasPrefix("sqlite") }
      .map { String($0.dropLast("_mlruns.json".count)) }.sorted()
  }()

  static func read(_ name: String) throws -> Truth {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    return try JSONDecoder().decode(Truth.self, from: data)
  }
}
