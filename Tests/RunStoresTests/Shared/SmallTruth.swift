import Foundation
import RunModel
import TestSupport

/// What `truth/small` says of a store: for each series its count, its ends and its extremes.
struct SmallTruth: Decodable {
  var series: [String: Statistics]

  struct Statistics: Decodable {
    var count: Int
    var nan: Int
    var last: Truth.Number
    var min: Truth.Number?
    var max: Truth.Number?
    var first_step: Truth.Number
    var last_step: Truth.Number
  }

  /// The stores of a file of `truth/small`, by path.
  static func read(_ name: String) throws -> [String: SmallTruth] {
    let data = try Data(contentsOf: URL(fileURLWithPath: Checkout.sharedData + "/truth/small/" + name))
    return try JSONDecoder().decode([String: SmallTruth].self, from: data)
  }

  /// Every difference between a run and this, and how many series and points were compared.
  ///
  /// - Parameter more: names of series the truth does not count.
  func differences(from run: Run, more: Set<String> = []) -> (found: [String], series: Int, points: Int) {
    var found: [String] = []
    func expect<Value: Equatable>(_ what: String, _ value: Value, _ expected: Value) {
      if value != expected { found.append("\(what): \(value), expected \(expected)") }
    }
    expect("names", Set(run.series.map(\.name)).subtracting(more), Set(series.keys))
    var points = 0
    for (name, truth) in series {
      guard let read = run.series(name) else { continue }
      let numbers = read.values.filter { !$0.isNaN }
      expect("\(name) count", read.count, truth.count)
      expect("\(name) NaN", read.count - numbers.count, truth.nan)
      expect("\(name) last", read.values.last?.description, truth.last.value.description)
      expect("\(name) min", numbers.min(), truth.min?.value)
      expect("\(name) max", numbers.max(), truth.max?.value)
      expect("\(name) first step", read.steps.first.map(Double.init), truth.first_step.value)
      expect("\(name) last step", read.steps.last.map(Double.init), truth.last_step.value)
      expect("\(name) steps", read.steps.count, read.count)
      expect("\(name) times", read.times.count, read.count)
      points += read.count
    }
    return (found, series.count, points)
  }
}
