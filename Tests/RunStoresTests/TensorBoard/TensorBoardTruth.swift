import Foundation
import TestSupport

/// What TensorBoard's own readers say of a logdir.
struct TensorBoardTruth {
  /// Every point of each run and tag: step, wall time, value; from the Python reader with sampling off.
  struct Points: Decodable {
    var runs: [String: Run]

    struct Run: Decodable {
      var scalars: [String: [[Truth.Number]]]
    }
  }

  /// What is left of each series under either reader's rule, and the messages of plugins as JSON.
  struct Statistics: Decodable {
    var runs: [String: Run]

    struct Run: Decodable {
      var series: [String: Series]
      var hparams: [String: [HParams]]
      var text: [String: [[TextPart]]]
      /// The first and the last moment of a value; the truth of some stores lacks it.
      var wall: [Double]?
    }

    struct Series: Decodable {
      var all: Aggregates
      /// Where the default reader leaves fewer points.
      var rust: Aggregates?
    }

    struct Aggregates: Decodable {
      var count: Int
      var last: Truth.Number
      var last_step: Int64
      var first_step: Int64
      var min: Truth.Number?
      var max: Truth.Number?
    }

    struct HParams: Decodable {
      var sessionStartInfo: Start?
      var sessionEndInfo: End?
    }

    struct Start: Decodable {
      var hparams: [String: Value]?
      var groupName: String?
      var startTimeSecs: Double?
    }

    struct End: Decodable {
      var status: String?
      var endTimeSecs: Double?
    }

    /// A step or a text.
    enum TextPart: Decodable {
      case step(Int64)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let step = try? container.decode(Int64.self) {
          self = .step(step)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }

    /// A parameter as text: whole numbers without a point.
    struct Value: Decodable {
      var text: String

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
          text = String(flag)
        } else if let number = try? container.decode(Double.self) {
          text = Int64(exactly: number).map(String.init) ?? String(number)
        } else {
          text = try container.decode(String.self)
        }
      }
    }
  }

  var points: Points
  var statistics: Statistics

  /// - Parameters:
  ///   - points: a file below the shared data.
  ///   - statistics: another one.
  init(points: String, statistics: String) throws {
    func read<T: Decodable>(_ name: String, as type: T.Type) throws -> T {
      try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: Checkout.sharedData + "/" + name)))
    }
    self.points = try read(points, as: Points.self)
    self.statistics = try read(statistics, as: Statistics.self)
  }
}
